import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { Opened } from '../../protocol/shopper.ts';
import { BRAND, mint } from './asked.ts';
import { hearMessages } from './hearing.ts';
import { command } from './line.ts';
import { Outbox } from './outbox.ts';
import { Reader } from './reader.ts';
import { firstWords, realShopper } from './real.ts';
import { ReturningLine } from './returning-line.ts';

/** Two pages of one shopper, each with an address of its own: in one she types, the other shows what is said. */
export interface ReturningPair {
  writer: ReturningLine;
  reader: ReturningLine;
  outbox: Outbox;
  /** What she typed. */
  typed: string[];
  /** How often the other page showed each. */
  shown: ReadonlyMap<string, number>;
  close(): void;
}

const address = (index: number) => `127.1.${index >> 8}.${index & 255}`;

/** On the floor the other page is told by name, and nothing is kept for it. */
export async function barePair(url: string, index: number): Promise<ReturningPair> {
  const hears = makeId(Date.now());
  const page = new Reader(hears);
  const outbox = new Outbox(hears, () => writer.line);
  const writer = new ReturningLine({
    ...{ url, namespace: '/shopper', auth: { id: hears, peer: hears }, from: address(index * 2) },
    ...{ liveAt: 'open', live: () => outbox.flush() },
  });
  const reader = new ReturningLine({
    ...{ url, namespace: '/console', auth: { hears }, from: address(index * 2 + 1) },
    ...{ liveAt: 'open', live: () => undefined, told: hearMessages((id) => page.show(id)) },
  });
  return pairOf(writer, reader, outbox, page);
}

export async function realPair(url: string, index: number): Promise<ReturningPair> {
  const { token } = await mint(url);
  const conversation = await leaveWord(url, token);
  const page = new Reader(conversation);
  const outbox = new Outbox(conversation, () => writer.line);
  const way = { url, namespace: '/shopper', auth: { protocol: PROTOCOL, brand: BRAND, token } } as const;
  const writer = new ReturningLine({
    ...{ ...way, from: address(index * 2), liveAt: 'snapshot' },
    live: () => {
      // The page that types reads what it missed, too.
      writer.line?.say('entries.after', { conversation }, () => undefined);
      outbox.flush();
    },
  });
  const reader = new ReturningLine({
    ...{ ...way, from: address(index * 2 + 1), liveAt: 'snapshot' },
    live: () => reader.line && page.catchUp(reader.line),
    told: (event, payload) => page.hear(event, payload),
  });
  return pairOf(writer, reader, outbox, page);
}

/** Nobody is there: her words become a message left, which waits for nobody to be asked. */
async function leaveWord(url: string, token: string): Promise<string> {
  const line = await realShopper(url, token);
  const { conversation, request } = await command<Opened>(line, 'request.open', firstWords());
  await command(line, 'request.turn', { request: request.id, id: makeId(Date.now()), into: 'left_message' });
  line.close();
  return conversation;
}

function pairOf(writer: ReturningLine, reader: ReturningLine, outbox: Outbox, page: Reader): ReturningPair {
  return {
    ...{ writer, reader, outbox, typed: [], shown: page.shown },
    close: () => {
      outbox.close();
      writer.close();
      reader.close();
    },
  };
}
