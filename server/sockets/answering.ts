import type { Socket } from 'socket.io';
import type { Refusal, RefusalCode } from '../../protocol/refusals.ts';
import type { Asking } from '../actions/ports.ts';
import type { Backpressure } from '../edge/backpressure.ts';
import { createPages } from '../edge/pages.ts';
import { createRateLimit, slowDown } from '../edge/rate-limit.ts';
import { createSemaphore, type Leave } from '../edge/semaphore.ts';
import type { Inside } from './announcing.ts';
import type { Answering } from './answer.ts';
import type { Serving } from './input.ts';
import type { Work } from './work.ts';

/** Commands whose answer may be long. */
const PAGES: ReadonlySet<string> = new Set([
  'entries.after',
  'conversations.open',
  'conversations.page',
  'promises.page',
]);
/** So does a ping that asks for all of it anew. */
const isPage = (event: string, payload: unknown) => PAGES.has(event) || isAnew(event, payload);
const isAnew = (event: string, payload: unknown) =>
  event === 'ping' && Reflect.get(Object(payload), 'snapshot') === true;

/** Other commands of one line that are carried out at once; they begin in the order they came. */
const AT_ONCE = 16;
const MOST_WAITING = 200;

/** What is wrong with the command itself, or with how many there are; not that it cannot be done. */
const OFFENCES: Partial<Record<RefusalCode, number>> = {
  ...{ unknown_event: 1, no_ack: 1, bad_payload: 1 },
  // Read whole before it could be refused; our clients measure first.
  too_large: 6,
};
/** Whoever sends without asking for an answer is told so this often. */
const SAY_REFUSED = { times: 2, withinMs: 2_000 };

export function createAnswering(
  input: Serving,
  work: Work,
  backpressure: Backpressure,
  inside: Pick<Inside, 'lineCut'>,
) {
  const { log, gate, limits } = input;
  const sayRefused = createRateLimit(SAY_REFUSED);
  const pages = createPages<Socket['conn']>({ reading: limits.reading, unreadOf: backpressure.of });

  const blame = async (socket: Socket, person: string, cost: number) => {
    if (cost === 0 || (await limits.refusals.take(person, cost)) === null || !socket.connected) return;
    inside.lineCut('refusals');
    socket.conn.close(true);
  };

  return (socket: Socket, asking: Asking): Answering => {
    const person = `${asking.kind}:${asking.id}`;
    const own = createSemaphore(AT_ONCE, MOST_WAITING);
    /** What had been written to this line before a snapshot was asked for: it is told before the answer. */
    let beforeAnew: number | null = null;
    return {
      now: input.ports.store.now,
      begin: work.begin,
      async turnAway() {
        socket.data.usedAt = performance.now();
        const away = gate.draining();
        if (away) return away;
        const tooMany = slowDown(await limits.commands.take(person));
        if (tooMany) void blame(socket, person, 1);
        return tooMany;
      },
      turn(event, payload) {
        if (isPage(event, payload))
          return pages.enter(socket.conn, person).then((entered) => {
            if (isAnew(event, payload) && typeof entered === 'function') beforeAnew = backpressure.written(socket.conn);
            return orRefusal(entered);
          });
        return own.enter() ?? orRefusal(1_000);
      },
      say(event, payload, give) {
        const anew = isAnew(event, payload) ? beforeAnew : null;
        const before = anew ?? backpressure.written(socket.conn);
        if (anew !== null) beforeAnew = null;
        give();
        if (PAGES.has(event) || anew !== null) pages.spend(person, backpressure.written(socket.conn) - before);
      },
      saysRefused: async () => (await sayRefused.take(socket.id)) === null,
      onNotFound: (event, payload) => input.noteNotFound(asking, event, subjectOf(payload)),
      onFault: (event, error) => log.error({ err: error, event, socket: socket.id }, 'a command failed'),
      onAnswered(event, answered, ms) {
        const { error } = answered as Partial<Refusal>;
        log.debug({ socket: socket.id, event, code: error?.code ?? 'ok', ms: Math.round(ms) }, 'answered');
        input.onAnswered?.(socket.nsp.name.slice(1), event, answered, ms);
        void blame(socket, person, (error && OFFENCES[error.code]) ?? 0);
      },
    };
  };
}

const orRefusal = (entered: Leave | number): Leave | Refusal =>
  typeof entered === 'number' ? slowDown(entered) : entered;

/** The id that was asked for in vain, if the payload names one. */
function subjectOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const ids = payload as Record<string, unknown>;
  const found = ids.conversation ?? ids.request ?? ids.offer;
  return typeof found === 'string' ? found : null;
}
