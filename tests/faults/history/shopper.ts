import type { CursorsTold, EntriesTold } from '../../../protocol/conversation.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { makeId } from '../../../protocol/id.ts';
import { PROTOCOL } from '../../../protocol/number.ts';
import type { ShopperRequest } from '../../../protocol/requests.ts';
import type { ShopperSnapshot } from '../../../protocol/shopper.ts';
import { type Random, seeded } from '../../helpers/random.ts';
import type { Attempt, Screen } from './history.ts';
import { type Answered, Line } from './line.ts';
import { LogReader } from './log-reader.ts';
import { type Draft, Outbox } from './outbox.ts';
import type { House, Stage } from './stage.ts';
import { tagOf, tagsIn } from './tags.ts';

/** One page of a shopper's: a line, an outbox and a view of the log of its own. */
class Tab {
  reader: LogReader | null = null;
  readonly line: Line;
  readonly outbox: Outbox;
  readonly #shopper: Shopper;
  readonly name: string;

  constructor(shopper: Shopper, name: string, random: Random) {
    this.#shopper = shopper;
    this.name = name;
    const { stage, house, token } = shopper;
    this.line = new Line({
      url: stage.relayUrl,
      namespace: '/shopper',
      hello: { protocol: PROTOCOL, brand: house.brand, token },
      headers: { origin: stage.origin },
      hear: (event, payload) => this.#hear(event, payload),
      lost: () => {},
    });
    const ask = (command: string, payload: object) => this.ask(command, payload);
    this.outbox = new Outbox({ who: name, history: stage.history, random, ask });
  }

  async ask(command: string, payload: object): Promise<Answered> {
    const answered = await this.line.ask(command, payload);
    if (answered.outcome === 'ok') this.#shopper.mayHear(this.name, answered.answer);
    return answered;
  }

  /** Leaves what was shown as a reading of a page that is gone. */
  reload(): void {
    this.leave('left');
  }

  leave(age: 'old' | 'left'): void {
    const { reader } = this;
    if (!reader) return;
    const { conversation } = this.#shopper;
    reader.close();
    this.reader = null;
    this.#shopper.stage.history.readings.push({
      reader: this.name,
      conversation: conversation ?? '',
      age,
      shown: reader.shown,
    });
  }

  /** The log as this page reads it, from the moment that there is a conversation. */
  read(conversation: string): LogReader {
    const { stage } = this.#shopper;
    this.reader ??= new LogReader({
      conversation,
      ask: (command, payload) => this.ask(command, payload),
      show: (entries) => this.#show(conversation, entries),
      wrong: (sentence) => stage.history.wrong(`${this.name}: ${sentence}`),
    });
    return this.reader;
  }

  #hear(event: string, payload: unknown): void {
    this.#shopper.mayHear(this.name, payload);
    if (event === 'snapshot') {
      const { conversation } = payload as ShopperSnapshot;
      if (conversation) this.#shopper.knows(conversation.id);
      if (conversation) this.read(conversation.id).catchUp(conversation.head);
    }
    if (event === 'entries') {
      const told = payload as EntriesTold;
      this.#shopper.knows(told.conversation);
      this.read(told.conversation).take(told.entries);
    }
    if (event === 'cursors') this.#shopper.hearCursors(this.name, payload as CursorsTold);
    if (event === 'request') this.#shopper.request = payload as ShopperRequest;
  }

  #show(conversation: string, entries: readonly Entry[]): void {
    this.outbox.seen(entries);
    const deliveredSeq = entries.at(-1)?.seq ?? 0;
    this.#shopper.stage.history.saysDelivered(conversation, this.#shopper.id, deliveredSeq);
    void this.line.ask('cursor.move', { conversation, deliveredSeq, readSeq: deliveredSeq });
  }
}

/** Somebody who asks, speaks, waits, changes her mind, and opens a second tab. */
export class Shopper {
  conversation: string | null = null;
  request: ShopperRequest | null = null;
  readonly tabs: Tab[];
  readonly tag: string;
  readonly stage: Stage;
  readonly house: House;
  readonly id: string;
  readonly token: string;
  readonly #n: number;
  readonly #random: Random;
  #words = 0;

  constructor(stage: Stage, house: House, n: number, session: { shopper: string; token: string }, seed: number) {
    this.stage = stage;
    this.house = house;
    this.id = session.shopper;
    this.token = session.token;
    this.tag = tagOf(house.letter, n);
    this.#n = n;
    this.#random = seeded(seed);
    this.tabs = Array.from({ length: 1 + (n % 2) }, (_, i) => new Tab(this, `${this.tag} tab ${i}`, seeded(seed + 1)));
  }

  get waiting(): number {
    return this.tabs.reduce((sum, tab) => sum + tab.outbox.waiting, 0);
  }

  screens(): Screen[] {
    return this.tabs.flatMap(({ name, reader }) =>
      reader ? { reader: name, conversation: this.conversation ?? '', last: reader.last } : [],
    );
  }

  mayHear(name: string, payload: unknown): void {
    for (const tag of tagsIn(payload)) {
      if (tag !== this.tag) this.stage.history.wrong(`${name} heard ${tag}: ${JSON.stringify(payload).slice(0, 300)}`);
    }
  }

  knows(conversation: string): void {
    if (this.conversation !== null && this.conversation !== conversation) {
      this.stage.history.wrong(`${this.tag} has two conversations`);
    }
    this.conversation = conversation;
  }

  hearCursors(name: string, told: CursorsTold): void {
    for (const { person, deliveredSeq } of told.cursors) {
      this.stage.history.heardDelivered(name, told.conversation, person, deliveredSeq);
    }
  }

  /** Acts until the stage is over: one thing after another, as the seed says. */
  async act(): Promise<void> {
    while (this.stage.acting) {
      await this.stage.pause(80 + this.#random.below(420));
      const move = this.#random.below(100);
      const tab = this.#random.pick(this.tabs);
      if (this.conversation === null) await this.#open(tab, move);
      else if (move < 55) this.#say(tab, 1 + this.#random.below(3));
      else if (move < 72) for (const each of this.tabs) this.#say(each, 1);
      else if (move < 76) void tab.ask('typing', { conversation: this.conversation, on: this.#random.chance(0.5) });
      else if (move < 87) await this.#change(tab, 'request.withdraw');
      else if (move < 91) await this.#change(tab, 'request.turn');
      else if (move < 95) this.#reload(tab);
      else await this.#call();
      this.pump(this.#random.chance(0.1) ? 2 : 1);
    }
  }

  /** Sends what waits in every tab. */
  pump(times = 1): void {
    if (this.conversation === null) return;
    for (const tab of this.tabs) if (tab.line.live) void tab.outbox.send(this.conversation, times);
  }

  leave(): void {
    for (const tab of this.tabs) {
      tab.leave('old');
      tab.line.close();
    }
  }

  #draft(): Draft {
    return { id: makeId(Date.now()), text: `${this.tag} word ${++this.#words}` };
  }

  #say(tab: Tab, words: number): void {
    tab.outbox.put(...Array.from({ length: words }, () => this.#draft()));
  }

  #reload(tab: Tab): void {
    const last = tab.reader?.last ?? 0;
    tab.reload();
    if (this.conversation && tab.line.live) tab.read(this.conversation).catchUp(last);
  }

  async #open(tab: Tab, move: number): Promise<void> {
    if (move < 30) return this.#call();
    const entries = [this.#draft(), this.#draft()];
    const payload = {
      ...{ id: makeId(Date.now()), kind: 'chat', name: this.tag, notice: '1', wishes: {} },
      ...{ locale: this.house.locale, zone: this.house.zone },
      entries: entries.map(({ id, text }) => ({ id, kind: 'message', body: { text } })),
    };
    const ids = [payload.id, ...entries.map((entry) => entry.id)];
    await this.#asked(
      'open',
      ids,
      () => tab.ask('request.open', payload),
      (answer) => {
        this.knows(answer.conversation as string);
        tab.read(answer.conversation as string);
      },
    );
  }

  /** An ask for a call, over HTTP as the form sends it. */
  async #call(): Promise<void> {
    const body = {
      ...{ id: makeId(Date.now()), kind: 'callback', name: this.tag, notice: '1', wishes: {}, entries: [] },
      ...{ locale: this.house.locale, zone: this.house.zone, when: { kind: 'asap' } },
      phone: `${this.house.phone}${String(this.#n).padStart(2, '0')}`,
    };
    await this.#asked(
      'open',
      [body.id],
      () => this.stage.post('/api/requests', body, this.token),
      (answer) => {
        this.mayHear(`${this.tag} by HTTP`, answer);
        if (answer.conversation) this.knows(answer.conversation as string);
      },
    );
  }

  async #change(tab: Tab, command: 'request.withdraw' | 'request.turn'): Promise<void> {
    const { request } = this;
    if (request?.kind !== 'chat') return;
    const turn = { id: makeId(Date.now()), into: 'left_message' };
    await tab.ask(command, command === 'request.turn' ? { request: request.id, ...turn } : { request: request.id });
  }

  /** Asks again by the same id until an answer comes, as a form does. */
  async #asked(
    what: Attempt['what'],
    ids: readonly string[],
    ask: () => Promise<Answered>,
    ok: (answer: Record<string, unknown>) => void,
  ): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      const attempt: Attempt = {
        ...{ who: this.tag, what, ids, conversation: this.conversation, askedAt: this.stage.history.now() },
        ...{ answeredAt: null, outcome: 'unknown', code: null, entries: [] },
      };
      this.stage.history.attempts.push(attempt);
      const answered = await ask();
      attempt.outcome = answered.outcome;
      if (answered.outcome !== 'unknown') attempt.answeredAt = this.stage.history.now();
      if (answered.outcome === 'ok') {
        attempt.entries = (answered.answer.entries as Entry[] | undefined) ?? [];
        ok(answered.answer);
        return;
      }
      if (answered.outcome === 'failed') {
        attempt.code = answered.code;
        if (!['try_again', 'slow_down', 'draining', 'not_sent'].includes(answered.code)) return;
      }
      await this.stage.pause(300);
    }
  }
}
