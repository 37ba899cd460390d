import { LIMITS } from '../../protocol/limits.ts';
import type { RefusalCode, RefusalError } from '../../protocol/refusals.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { OpenRequestInput } from '../../protocol/requests.ts';
import type { Connection } from '../connection.ts';
import { PASSING } from '../http.ts';
import { nextId } from './ids.ts';
import { toJson } from './json.ts';
import { alone } from './lock.ts';
import type { Log } from './log.ts';
import type { OutLine } from './memory.ts';
import { sessionOf } from './own-session.ts';
import { refusalSaid } from './refusals.ts';
import { hearRequests } from './requests.ts';
import type { Salon } from './salon.ts';
import { wordsRequest } from './wait.ts';

/** Brings what waits in the outbox to the relay: in order, one call at a time per browser, again until answered. */
export interface Delivery {
  flush: () => Promise<void>;
  refuseAll: (code: RefusalCode) => void;
  /** The session is dead: what is sent next needs a new one. */
  ended: () => boolean;
  /** She tries again what was refused. */
  revive: () => void;
}

/** The session or its conversation is gone. */
const DEAD: readonly RefusalCode[] = ['erased', 'not_found', 'not_signed_in', 'signed_out'];
/** What is said to one line is said to all. */
const WHOLE: readonly RefusalCode[] = [...DEAD, 'blocked', 'origin', 'too_old'];
const RETRY_MS = 2_000;
const encoder = new TextEncoder();
const BATCH_BYTES = LIMITS.eventBytes - 4_096;

type Needs = Pick<Salon, 'thread' | 'memory' | 'page' | 'writing' | 'house' | 'said' | 'words' | 'session'>;

/** `ready`: whether the line is hers by whom a word may go now. Asked last, since what is pending changes meanwhile. */
export function createDelivery(
  salon: Needs,
  ask: Connection['ask'],
  log: Log,
  ready: () => Promise<boolean> = async () => true,
): Delivery {
  const { thread, memory, page } = salon;
  let running = false;
  let again = false;
  let over: RefusalCode | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const opener = () => sessionOf(salon).known()?.shopper ?? '';
  const standingAsk = () => {
    const kept = memory.kept();
    return kept.opener === opener() ? kept.opening : null;
  };
  const pending = () => memory.lines().filter((line) => !line.refused);
  const settle = (ids: string[]) => {
    memory.drop(ids);
    thread.lines.value = memory.lines();
    // What was read aloud of an earlier try is true no longer.
    salon.said.say('');
  };
  const fail = (lines: OutLine[], code: RefusalCode) => {
    for (const line of lines) memory.put({ ...line, refused: code });
    thread.lines.value = memory.lines();
    void refusalSaid(code, salon).then((why) => {
      // She may have tried again meanwhile.
      if (memory.lines().some(({ refused }) => refused)) salon.said.say(`${salon.words.peek().notSent}. ${why}`);
    });
  };
  const refuseAll = (code: RefusalCode) => {
    over = code;
    const lines = pending();
    if (lines.length > 0) fail(lines, code);
  };
  /** True when the next batch may go. */
  const meet = (error: RefusalError, sent: OutLine[]): boolean => {
    if (PASSING.includes(error.code)) {
      clearTimeout(timer);
      timer = setTimeout(flush, error.retryInMs ?? RETRY_MS);
      return false;
    }
    if (WHOLE.includes(error.code)) {
      refuseAll(error.code);
      return false;
    }
    const named = sent.filter((line) => line.draft.id === error.id);
    fail(named.length > 0 ? named : sent.slice(0, 1), error.code);
    return true;
  };
  const open = async (lines: OutLine[]): Promise<boolean> => {
    const opening = standingAsk() ?? firstAsk(salon, lines);
    memory.keep({ opening, opener: opener() });
    const answer = await ask('request.open', opening);
    const entries = opening.entries ?? [];
    if (!answer.ok) {
      if (!PASSING.includes(answer.error.code)) memory.keep({ opening: null });
      return meet(
        answer.error,
        lines.filter((line) => entries.some((entry) => entry.id === line.draft.id)),
      );
    }
    memory.keep({ opening: null });
    salon.writing.fill({ wantsLive: false });
    hearRequests(thread, [answer.request]);
    log.take(answer.conversation, answer.entries);
    settle(entries.map((entry) => entry.id));
    page.tell('conversation_started', {});
    return true;
  };
  const append = async (lines: OutLine[]): Promise<boolean> => {
    const conversation = thread.conversation.peek();
    const answer = await ask('entries.append', { conversation, entries: lines.map(({ draft }) => draft as never) });
    if (!answer.ok) return meet(answer.error, lines);
    log.take(conversation, answer.entries);
    // What was neither stored nor refused is a product that nobody could read: it is not asked for again.
    settle((answer.refused ? answer.entries : lines.map((line) => line.draft)).map(({ id }) => id));
    return answer.refused ? meet(answer.refused, lines) : true;
  };
  const deliver = (lines: OutLine[]) => {
    const batch = fitting(lines);
    if (batch.length === 0) {
      fail(lines.slice(0, 1), 'too_large');
      return Promise.resolve(true);
    }
    return standingAsk() || needsOpening(salon) ? open(batch) : append(batch);
  };
  const flush = async (): Promise<void> => {
    again = true;
    // What is written after the end fails as what was on its way did, and says why.
    if (over) refuseAll(over);
    if (running || over) return;
    running = true;
    try {
      while (again) {
        again = false;
        if (pending().length === 0) continue;
        await alone(`salon:1:${page.brand}:send`, async () => {
          for (let lines = pending(); lines.length > 0 && thread.link.peek() === 'live'; lines = pending())
            if (!(await ready()) || !(await deliver(lines))) return;
        });
      }
    } catch {
      // Whatever the browser refused, her words are kept, and go once it lets them.
      clearTimeout(timer);
      timer = setTimeout(flush, RETRY_MS);
    } finally {
      running = false;
    }
  };
  return {
    flush,
    refuseAll,
    ended: () => over !== null && DEAD.includes(over),
    revive: () => {
      over = null;
    },
  };
}

/** As many lines, in order, as one call takes. */
export function fitting(lines: readonly OutLine[]): OutLine[] {
  const batch: OutLine[] = [];
  let bytes = 0;
  for (const line of lines.slice(0, LIMITS.appendEntries)) {
    bytes += encoder.encode(toJson(line.draft)).byteLength;
    if (bytes > BATCH_BYTES) break;
    batch.push(line);
  }
  return batch;
}

/** Her words open a request when there is no conversation, or when she asked for a live chat and none stands. */
function needsOpening({ thread, writing }: Pick<Salon, 'thread' | 'writing'>): boolean {
  if (!thread.conversation.peek()) return true;
  const standing = wordsRequest(thread.requests.peek());
  return (
    writing.wantsLive.peek() &&
    !standing &&
    !thread.requests.peek().some((request) => request.kind === 'chat' && isOpen(request))
  );
}

function firstAsk(salon: Needs, lines: OutLine[]): OpenRequestInput {
  const name = salon.writing.name.peek().trim();
  const product = salon.writing.product.peek();
  return {
    id: nextId(),
    kind: 'chat',
    wishes: salon.writing.wishes.peek(),
    locale: salon.page.locale(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    notice: salon.house.presence.peek()?.notice.version ?? '',
    entries: lines.map(({ draft }) => draft as never),
    ...(name ? { name } : {}),
    ...(product ? { product } : {}),
  };
}
