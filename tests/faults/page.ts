import type { ConversationCard, DeskSnapshot } from '../../protocol/console.ts';
import type { EntriesTold } from '../../protocol/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { Offer } from '../../protocol/requests.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import { seeded } from '../helpers/random.ts';
import type { RelayProcess } from '../helpers/relay-process.ts';
import type { DeskPerson } from './history/desk.ts';
import { History } from './history/history.ts';
import { LOOSE, MAISON } from './history/houses.ts';
import { type Answered, Line } from './history/line.ts';
import { LogReader } from './history/log-reader.ts';
import { Outbox } from './history/outbox.ts';

/** How these tests start a relay: the real one, with its kill points, and limits out of the way. */
export const RELAY = {
  script: ['--import', './tests/faults/plants/plant.ts', 'server/main.ts'],
  env: { ...LOOSE, DEMO: '0', LOG_LEVEL: 'warn', PLANTED: 'kill_points' },
};

export interface Session {
  shopper: string;
  token: string;
}

export async function mint(relay: RelayProcess): Promise<Session> {
  const response = await fetch(`${relay.url}/api/sessions`, {
    method: 'POST',
    headers: { origin: relay.url, 'content-type': 'application/json' },
    body: JSON.stringify({ brand: MAISON.brand }),
  });
  return (await response.json()) as Session;
}

const PUMP_MS = 50;

/** A shopper's page: it speaks through an outbox and shows the log, through everything that happens. */
export class Page {
  readonly history = new History();
  readonly heard: { event: string; payload: unknown }[] = [];
  readonly line: Line;
  readonly outbox: Outbox;
  reader: LogReader | null = null;
  readonly #pump: NodeJS.Timeout;

  constructor(relay: RelayProcess, { token }: Session, via = relay.url) {
    this.line = new Line({
      url: () => via,
      namespace: '/shopper',
      hello: { protocol: PROTOCOL, brand: MAISON.brand, token },
      headers: { origin: relay.url },
      hear: (event, payload) => this.#hear(event, payload),
      lost: () => {},
    });
    const ask = (command: string, payload: object) => this.line.ask(command, payload);
    this.outbox = new Outbox({ who: 'she', history: this.history, random: { ...seeded(1), chance: () => false }, ask });
    this.#pump = setInterval(() => {
      if (this.line.live && this.reader) void this.outbox.send(this.reader.conversation);
    }, PUMP_MS);
  }

  get shown(): readonly Entry[] {
    return this.reader?.shown ?? [];
  }

  /** Every word shown, in the order shown. */
  get words(): string[] {
    return this.shown.flatMap((entry) => (entry.kind === 'message' && entry.body ? entry.body.text : []));
  }

  say(...texts: string[]): void {
    this.outbox.put(...texts.map((text) => ({ id: makeId(Date.now()), text })));
  }

  /** Asks for somebody, with a first word. */
  async open(text = 'Bonjour'): Promise<void> {
    const entries = [{ id: makeId(Date.now()), kind: 'message', body: { text } }];
    const answered = await this.line.ask('request.open', {
      ...{ id: makeId(Date.now()), kind: 'chat', locale: 'fr', zone: MAISON.zone, notice: '1', entries },
    });
    if (answered.outcome !== 'ok') throw new Error(`not opened: ${JSON.stringify(answered)}`);
    this.#read(answered.answer.conversation as string);
  }

  close(): void {
    clearInterval(this.#pump);
    this.reader?.close();
    this.line.close();
  }

  #read(conversation: string): LogReader {
    this.reader ??= new LogReader({
      conversation,
      ask: (command, payload) => this.line.ask(command, payload),
      show: (entries) => this.outbox.seen(entries),
      wrong: (sentence) => this.history.wrong(sentence),
    });
    return this.reader;
  }

  #hear(event: string, payload: unknown): void {
    this.heard.push({ event, payload });
    if (event === 'snapshot') {
      const { conversation } = payload as ShopperSnapshot;
      if (conversation) this.#read(conversation.id).catchUp(conversation.head);
    }
    if (event === 'entries') {
      const told = payload as EntriesTold;
      this.#read(told.conversation).take(told.entries);
    }
  }
}

/** An associate's desk that takes whatever rings and reads it. */
export class DeskPage {
  readonly line: Line;
  readonly readers = new Map<string, LogReader>();
  readonly wrong: string[] = [];

  constructor(relay: RelayProcess, person: DeskPerson, via = relay.url) {
    this.line = new Line({
      url: () => via,
      namespace: '/console',
      hello: { protocol: PROTOCOL },
      headers: { origin: relay.url, cookie: person.cookie },
      hear: (event, payload) => this.#hear(event, payload),
      lost: () => {},
    });
  }

  ask(command: string, payload: object): Promise<Answered> {
    return this.line.ask(command, payload);
  }

  words(conversation: string): string[] {
    const shown = this.readers.get(conversation)?.shown ?? [];
    return shown.flatMap((entry) => (entry.kind === 'message' && entry.body ? entry.body.text : []));
  }

  close(): void {
    for (const reader of this.readers.values()) reader.close();
    this.line.close();
  }

  #hear(event: string, payload: unknown): void {
    if (event === 'snapshot') {
      const snapshot = payload as DeskSnapshot;
      if (!snapshot.availability.declared) void this.ask('availability.set', { available: true });
      for (const card of snapshot.held) this.#read(card.id).catchUp(card.head);
      for (const reader of this.readers.values()) reader.catchUp(reader.last + 1);
      for (const offer of snapshot.offers) void this.#take(offer);
    }
    if (event === 'offer') void this.#take(payload as Offer);
    if (event === 'card') {
      const card = payload as ConversationCard;
      this.#read(card.id).catchUp(card.head);
    }
    if (event === 'entries') {
      const told = payload as EntriesTold;
      this.readers.get(told.conversation)?.take(told.entries);
    }
  }

  async #take(offer: Offer): Promise<void> {
    if (offer.state === 'open') await this.ask('offer.accept', { offer: offer.id });
  }

  #read(conversation: string): LogReader {
    const known = this.readers.get(conversation);
    if (known) return known;
    const reader = new LogReader({
      conversation,
      ask: (command, payload) => this.ask(command, payload),
      show: () => {},
      wrong: (sentence) => this.wrong.push(sentence),
    });
    this.readers.set(conversation, reader);
    return reader;
  }
}

/** One number of /metrics. */
export async function metric(relay: RelayProcess, line: string): Promise<number> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const found = text.split('\n').find((one) => one.startsWith(line));
  return Number(found?.slice(line.length).trim() ?? Number.NaN);
}
