import type { ConversationCard, DeskSnapshot } from '../../../protocol/console.ts';
import type { CursorsTold, EntriesTold } from '../../../protocol/conversation.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { makeId } from '../../../protocol/id.ts';
import { PROTOCOL } from '../../../protocol/number.ts';
import type { Availability, Offer } from '../../../protocol/requests.ts';
import { newer } from '../../../protocol/version.ts';
import { type Random, seeded } from '../../helpers/random.ts';
import type { Attempt, Screen } from './history.ts';
import { type Answered, Line } from './line.ts';
import { LogReader } from './log-reader.ts';
import { Outbox } from './outbox.ts';
import type { House, Stage } from './stage.ts';
import { houseIn, tagsIn } from './tags.ts';

const RENEW_MS = 1_500;
/** Threads that she speaks in are chosen among the newest few. */
const AT_HAND = 6;

interface Thread {
  card: ConversationCard;
  reader: LogReader;
  outbox: Outbox;
}

export interface DeskPerson {
  id: string;
  email: string;
  name: string;
  reach: 'own' | 'boutique' | 'house';
  cookie: string;
}

/** An associate, or a manager, at her desk: takes what rings, answers, ends, leaves and comes back. */
export class Desk {
  readonly name: string;
  readonly person: DeskPerson;
  readonly house: House;
  readonly threads = new Map<string, Thread>();
  readonly line: Line;
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #reactions: Random;
  #renewing: NodeJS.Timeout;
  #availability: Availability | null = null;
  #words = 0;
  /** The store's clock less this machine's. */
  #offsetMs = 0;

  constructor(stage: Stage, house: House, person: DeskPerson, seed: number) {
    this.name = `${person.name} of ${house.letter}`;
    this.person = person;
    this.house = house;
    this.#stage = stage;
    this.#random = seeded(seed);
    this.#reactions = seeded(seed + 1);
    this.line = new Line({
      url: stage.relayUrl,
      namespace: '/console',
      hello: { protocol: PROTOCOL },
      headers: { origin: stage.origin, cookie: person.cookie },
      hear: (event, payload) => this.#hear(event, payload),
      lost: () => {},
    });
    this.#renewing = setInterval(() => void this.ask('lease.renew', { here: true }), RENEW_MS);
  }

  get waiting(): number {
    return [...this.threads.values()].reduce((sum, thread) => sum + thread.outbox.waiting, 0);
  }

  screens(): Screen[] {
    return [...this.threads].map(([conversation, { reader }]) => ({
      ...{ reader: this.name, conversation },
      last: reader.last,
    }));
  }

  async ask(command: string, payload: object): Promise<Answered> {
    const answered = await this.line.ask(command, payload);
    if (answered.outcome === 'ok') {
      this.#offsetMs = answered.answer.now - Date.now();
      this.#mayHear(answered.answer);
    }
    return answered;
  }

  /** Acts until the stage is over. */
  async act(): Promise<void> {
    while (this.#stage.acting) {
      await this.#stage.pause(100 + this.#random.below(300));
      const move = this.#random.below(100);
      const atHand = [...this.threads.values()].slice(-AT_HAND);
      const thread = atHand[this.#random.below(Math.max(1, atHand.length))];
      if (!this.line.live) continue;
      if (move < 60 && thread) this.#say(thread);
      else if (move < 72 && thread) await this.#done(thread);
      else if (move < 75) await this.ask('availability.set', { available: false });
      else if (move < 80) await this.ask('conversations.page', {});
      else if (move < 83) await this.ask('promises.page', { from: 0, to: Date.now() + 7 * 24 * 3600_000 });
      else if (move < 86 && thread) void this.ask('typing', { conversation: thread.card.id, on: true });
      else if (this.#availability?.declared === false) await this.ask('availability.set', { available: true });
      this.pump(this.#random.chance(0.1) ? 2 : 1);
    }
  }

  pump(times = 1): void {
    if (!this.line.live) return;
    for (const { card, outbox } of this.threads.values()) void outbox.send(card.id, times);
  }

  leave(): void {
    clearInterval(this.#renewing);
    this.line.close();
    for (const { card, reader } of this.threads.values()) {
      reader.close();
      const { shown } = reader;
      this.#stage.history.readings.push({ reader: this.name, conversation: card.id, age: 'old', shown });
    }
  }

  #mayHear(payload: unknown): void {
    for (const tag of tagsIn(payload)) {
      if (houseIn(tag) === this.house.letter) continue;
      this.#stage.history.wrong(`${this.name} heard ${tag}: ${JSON.stringify(payload).slice(0, 300)}`);
    }
  }

  #hear(event: string, payload: unknown): void {
    this.#mayHear(payload);
    switch (event) {
      case 'snapshot':
        this.#begin(payload as DeskSnapshot);
        break;
      case 'offer':
        this.#offered(payload as Offer);
        break;
      case 'card':
        this.#open(payload as ConversationCard);
        break;
      case 'availability':
        this.#availability = newer(this.#availability, payload as Availability);
        break;
      case 'entries': {
        const told = payload as EntriesTold;
        if (told.log === 'shared') this.threads.get(told.conversation)?.reader.take(told.entries);
        break;
      }
      case 'cursors': {
        const told = payload as CursorsTold;
        for (const { person, deliveredSeq } of told.cursors) {
          this.#stage.history.heardDelivered(this.name, told.conversation, person, deliveredSeq);
        }
        break;
      }
    }
  }

  #begin(snapshot: DeskSnapshot): void {
    this.#offsetMs = snapshot.now - Date.now();
    this.#availability = snapshot.availability;
    if (this.#stage.acting && !snapshot.availability.declared) void this.ask('availability.set', { available: true });
    for (const card of snapshot.held) this.#open(card);
    // Threads that are open on her screen are read on, held or not.
    for (const { card, reader } of this.threads.values()) {
      if (!snapshot.held.some((held) => held.id === card.id)) reader.catchUp(reader.last + 1);
    }
    for (const offer of snapshot.offers) this.#offered(offer);
  }

  #open(card: ConversationCard): void {
    const { history } = this.#stage;
    const known = this.threads.get(card.id);
    if (known) {
      // Newest at hand last.
      this.threads.delete(card.id);
      this.threads.set(card.id, { ...known, card });
      known.reader.catchUp(Math.max(card.head, known.reader.last));
      return;
    }
    const ask = (command: string, payload: object) => this.ask(command, payload);
    const outbox = new Outbox({ who: this.name, history, random: this.#reactions, ask });
    const reader = new LogReader({
      conversation: card.id,
      ask,
      show: (entries) => this.#show(card.id, outbox, entries),
      wrong: (sentence) => history.wrong(`${this.name}: ${sentence}`),
    });
    this.threads.set(card.id, { card, reader, outbox });
    reader.catchUp(card.head);
  }

  #show(conversation: string, outbox: Outbox, entries: readonly Entry[]): void {
    outbox.seen(entries);
    const deliveredSeq = entries.at(-1)?.seq ?? 0;
    this.#stage.history.saysDelivered(conversation, this.person.id, deliveredSeq);
    void this.line.ask('cursor.move', { conversation, deliveredSeq, readSeq: 0 });
  }

  /** Quickly, in the last moment, twice, not at all: an offer is answered as people answer. */
  #offered(offer: Offer): void {
    if (offer.state !== 'open' || !this.#stage.acting) return;
    const random = this.#reactions;
    const leftMs = offer.expiresAt - (Date.now() + this.#offsetMs);
    const how = random.below(10);
    if (how < 5) void this.#answer('accept', offer, 20 + random.below(250));
    else if (how < 8) void this.#answerLate(offer, leftMs - 2);
    else if (how < 9) void this.#answer('decline', offer, 50 + random.below(300));
    if (how === 2) void this.#answer('accept', offer, 20 + random.below(250));
  }

  /** Taps again and again while the offer runs out: one of them arrives in the worst moment. */
  async #answerLate(offer: Offer, inMs: number): Promise<void> {
    await this.#stage.pause(Math.max(0, inMs));
    for (let taps = 0; taps < 12; taps++) {
      void this.#answer('accept', offer, 0);
      await this.#stage.pause(1);
    }
  }

  async #answer(what: 'accept' | 'decline', offer: Offer, inMs: number): Promise<void> {
    if (inMs > 0) await this.#stage.pause(inMs);
    const attempt = this.#attempt(what, [offer.id, offer.request], offer.request);
    const answered = await this.ask(`offer.${what}`, { offer: offer.id });
    this.#settle(attempt, answered);
    if (answered.outcome === 'ok' && what === 'accept') this.#open(answered.answer.card as ConversationCard);
    // A tap without an answer is tapped again.
    if (answered.outcome === 'unknown' && this.#stage.acting) return this.#answer(what, offer, 200);
  }

  #say(thread: Thread): void {
    const tag = [...tagsIn(thread.reader.shown)][0];
    if (!tag) return;
    const words = 1 + this.#random.below(2);
    for (let i = 0; i < words; i++) {
      thread.outbox.put({ id: makeId(Date.now()), text: `${tag} ${this.person.name} answers ${++this.#words}` });
    }
  }

  async #done({ card, reader }: Thread): Promise<void> {
    const request = card.request?.id;
    if (!request) return;
    const attempt = this.#attempt('done', [request], card.id);
    this.#settle(attempt, await this.ask('request.done', { request, seen: reader.last }));
  }

  #attempt(what: Attempt['what'], ids: readonly string[], conversation: string): Attempt {
    const attempt: Attempt = {
      ...{ who: this.person.id, what, ids, conversation, askedAt: this.#stage.history.now() },
      ...{ answeredAt: null, outcome: 'unknown', code: null, entries: [] },
    };
    this.#stage.history.attempts.push(attempt);
    return attempt;
  }

  #settle(attempt: Attempt, answered: Answered): void {
    attempt.outcome = answered.outcome;
    if (answered.outcome === 'unknown') return;
    attempt.answeredAt = this.#stage.history.now();
    if (answered.outcome === 'failed') attempt.code = answered.code;
  }
}
