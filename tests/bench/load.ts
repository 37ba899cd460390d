import { makeId } from '../../protocol/id.ts';
import { percentile } from './figures.ts';

/** Shoppers who write, each to an associate of hers, over real sockets. */
export interface Conversations {
  count: number;
  /** Sends one message in the conversation at `index`; settles when the relay has acknowledged it. */
  send(index: number, id: string, text: string): Promise<unknown>;
  /** Calls back with the id of each message that has reached an associate; the last caller alone hears. */
  onHeard(heard: (id: string) => void): void;
  close(): void;
}

export interface Run {
  messages: number;
  /** Messages that were not acknowledged or did not arrive. */
  lost: number;
  perSecond: number;
  acknowledged: { p50: number; p99: number };
  heard: { p50: number; p99: number };
}

const TICK_MS = 5;
const TEXT = 'Is it made by hand, and could I see it in Milan on Thursday afternoon?';

/** Sends `perSecond` messages round the conversations for `forMs`; the clock waits for no answer. */
export async function sendAtRate(conversations: Conversations, perSecond: number, forMs: number): Promise<Run> {
  const sentAt = new Map<string, number>();
  const heard: number[] = [];
  const acknowledged: number[] = [];
  const waiting: Promise<unknown>[] = [];
  const since = (id: string) => performance.now() - (sentAt.get(id) as number);
  conversations.onHeard((id) => {
    if (sentAt.has(id)) heard.push(since(id));
  });
  const sendOne = () => {
    const id = makeId(Date.now());
    sentAt.set(id, performance.now());
    const answer = conversations.send(waiting.length % conversations.count, id, TEXT);
    waiting.push(answer.then(() => acknowledged.push(since(id))).catch(() => undefined));
  };

  const startedAt = performance.now();
  for (let elapsed = 0; elapsed < forMs; elapsed = performance.now() - startedAt) {
    while (waiting.length < (elapsed * perSecond) / 1000) sendOne();
    await pause();
  }
  await Promise.all(waiting);
  const tookMs = performance.now() - startedAt;
  for (let i = 0; heard.length < waiting.length && i < 1_000; i++) await pause();
  return {
    messages: waiting.length,
    lost: waiting.length - Math.min(acknowledged.length, heard.length),
    perSecond: (waiting.length * 1000) / tookMs,
    acknowledged: { p50: percentile(acknowledged, 0.5), p99: percentile(acknowledged, 0.99) },
    heard: { p50: percentile(heard, 0.5), p99: percentile(heard, 0.99) },
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, TICK_MS));
