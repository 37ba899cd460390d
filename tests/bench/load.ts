import { percentile } from './figures.ts';
import { createTally, type Spread, type Tally } from './tally.ts';

/** Shoppers who write, each to an associate of hers, over real connections. */
export interface Conversations {
  readonly count: number;
  /** All but so many of the shoppers leave. */
  keep(few: number): void;
  /** Sends one message in the conversation at `index`; calls back when the relay has taken it. */
  send(index: number, id: string, text: string, acknowledged: () => void): void;
  /** Calls back with the id of each message that has reached an associate; the last caller alone hears. */
  onHeard(heard: (id: string) => void): void;
  close(): void;
}

export interface Run {
  messages: number;
  /** Messages that were not acknowledged or did not arrive. */
  lost: number;
  /** Messages that arrived, or were acknowledged, once more. */
  doubled: number;
  /** Acknowledged within the time, and whether all was sent that should be. */
  perSecond: number;
  reached: boolean;
  acknowledged: Spread;
  heard: Spread;
  load: Load;
}

/** How the load itself fared: one that has no time left measures itself. */
export interface Load {
  /** The share of its core that it used. */
  share: number;
  /** How late it sent, at the 99th of a hundred messages, in ms. */
  lateMs: number;
  limited: boolean;
}

const TICK_MS = 1;
const TEXT = 'Is it made by hand, and could I see it in Milan on Thursday afternoon?';
/** Beyond so much time's worth of unanswered messages the load waits: the rate is not reached. */
const MOST_WAITING_MS = 300;
const NEARLY = 0.98;
const PATIENCE_MS = 10_000;
const MOST_SHARE = 0.92;
const MOST_LATE_MS = 8;

/** Sends `perSecond` messages round the conversations for `forMs`; the clock waits only for a relay that is far behind. */
export async function sendAtRate(conversations: Conversations, perSecond: number, forMs: number): Promise<Run> {
  const tally = createTally(() => performance.now());
  conversations.onHeard(tally.heard);
  const load = await sendAll(conversations, tally, perSecond, forMs);
  const { acknowledged } = tally.count();
  await allThere(tally);
  return {
    ...tally.count(),
    ...tally.spread(),
    perSecond: (acknowledged * 1_000) / load.tookMs,
    reached: tally.count().messages >= (NEARLY * load.tookMs * perSecond) / 1_000,
    load,
  };
}

async function sendAll(to: Conversations, tally: Tally, perSecond: number, forMs: number) {
  const most = Math.max(100, (perSecond * MOST_WAITING_MS) / 1_000);
  const lates: number[] = [];
  const used = process.cpuUsage();
  const startedAt = performance.now();
  let sent = 0;
  // A relay that is far behind stops the schedule, so that what it waits for is not counted as the load's lateness.
  let stoodMs = 0;
  let stoodSince: number | null = null;
  for (let now = startedAt; now < startedAt + forMs; now = performance.now()) {
    if (tally.waiting().forAnswer >= most) stoodSince ??= now;
    else {
      if (stoodSince !== null) stoodMs += now - stoodSince;
      stoodSince = null;
      const due = ((now - startedAt - stoodMs) * perSecond) / 1_000;
      for (; sent < due; sent++) {
        lates.push(performance.now() - startedAt - stoodMs - (sent * 1_000) / perSecond);
        sendOne(to, tally, sent % to.count);
      }
    }
    await pause();
  }
  const tookMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(used);
  const share = (user + system) / 1_000 / tookMs;
  const lateMs = percentile(lates, 0.99);
  return { tookMs, share, lateMs, limited: share > MOST_SHARE || lateMs > MOST_LATE_MS };
}

function sendOne(to: Conversations, tally: Tally, index: number): void {
  const id = tally.send();
  to.send(index, id, TEXT, () => tally.acknowledged(id));
}

/** What is under way arrives; what does not arrive in time is lost. */
async function allThere(tally: Tally): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  const open = () => tally.waiting().forAnswer + tally.waiting().forHearing;
  while (open() > 0 && performance.now() < until) await pause();
}

const pause = () => new Promise((resolve) => setTimeout(resolve, TICK_MS));
