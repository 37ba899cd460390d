import { makeId } from '../../protocol/id.ts';
import type { Mortal } from './mortal.ts';
import type { ReturningPair } from './returning-pair.ts';
import { pause, until } from './until.ts';

/** Each of those who type sends a message in so long. */
const TYPES_EVERY_MS = 4_000;
const TYPES_BEFORE_MS = 3_000;
/** What is still told when all is sent. */
const LAST_WORDS_MS = 3_000;

export interface Returned {
  /** From the death to the last client that is live again and has had everything acknowledged. */
  backMs: number;
  /** From the death to when there was a relay again. */
  startedMs: number;
  lost: number;
  doubled: number;
  typed: number;
  refusals: number;
  /** The load's share of its core meanwhile. */
  share: number;
}

/** Dies while everybody types, starts again after `awayMs`, and counts until everybody is back. */
export async function death(
  mortal: Mortal,
  pairs: readonly ReturningPair[],
  signal: NodeJS.Signals,
  awayMs = 0,
): Promise<Returned> {
  for (const pair of pairs) {
    pair.typed.length = 0;
    pair.writer.refusals = pair.reader.refusals = 0;
  }
  const stopTyping = type(pairs);
  await pause(TYPES_BEFORE_MS);
  const used = process.cpuUsage();
  const diedAt = performance.now();
  await mortal.kill(signal);
  let startedMs = 0;
  const started = pause(Math.max(0, awayMs))
    .then(() => mortal.start())
    .then(() => {
      startedMs = performance.now() - diedAt;
    });
  // Heard of below; until then it is not unhandled.
  started.catch(() => undefined);
  const gone = new Set(pairs);
  await until(() => {
    for (const pair of gone)
      if (pair.writer.liveAt > diedAt && pair.reader.liveAt > diedAt && isBack(pair)) gone.delete(pair);
    return gone.size === 0;
  });
  stopTyping();
  await until(() => pairs.every(isBack));
  const backMs = performance.now() - diedAt;
  const { user, system } = process.cpuUsage(used);
  await started;
  await until(() => count(pairs).lost === 0, LAST_WORDS_MS);
  return { backMs, startedMs, ...count(pairs), share: (user + system) / 1_000 / backMs };
}

/** Live on both pages, with nothing that waits to be sent. */
export const isBack = ({ writer, reader, outbox }: ReturningPair) =>
  writer.isLive && reader.isLive && outbox.size === 0;

function count(pairs: readonly ReturningPair[]) {
  const sum = (of: (pair: ReturningPair) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  return {
    typed: sum(({ typed }) => typed.length),
    // All was acknowledged before this is asked: what the other page never showed is lost.
    lost: sum(({ typed, shown }) => typed.filter((id) => !shown.has(id)).length),
    doubled: sum(({ typed, shown }) => typed.filter((id) => (shown.get(id) ?? 0) > 1).length),
    refusals: sum(({ writer, reader }) => writer.refusals + reader.refusals),
  };
}

/** Types in one conversation after the other, until told to stop. */
function type(pairs: readonly ReturningPair[]): () => void {
  const startedAt = performance.now();
  let typed = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) * pairs.length) / TYPES_EVERY_MS;
    for (; typed < due; typed++) {
      const pair = pairs[typed % pairs.length] as ReturningPair;
      const id = makeId(Date.now());
      pair.typed.push(id);
      pair.outbox.put(id);
    }
  }, 5);
  return () => clearInterval(timer);
}
