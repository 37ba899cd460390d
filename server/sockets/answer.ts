import type { Socket } from 'socket.io';
import type * as z from 'zod';
import { LIMITS } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { jsonBytes } from '../../protocol/text.ts';
import { refusalIn } from '../actions/refusal-in.ts';
import { OVERSIZED } from '../edge/decoder.ts';
import type { Leave } from '../edge/semaphore.ts';

type Schemas = Readonly<Record<string, z.ZodType>>;

/** One handler for every command: its payload is parsed, its answer is a value. */
export type Handlers<C extends Schemas> = {
  readonly [K in keyof C & string]: (payload: z.output<C[K]>) => Promise<object>;
};

export interface AnswerInput<C extends Schemas> {
  socket: Socket;
  commands: C;
  handlers: Handlers<C>;
  now(): number;
  /** Counts it, before it is looked at. Why it may not go on: too many, or the relay is leaving; null where it may. */
  turnAway(): Promise<Refusal | null>;
  /** Waits until it may begin; gives the way out, or why it may not. */
  turn(event: string, payload: unknown): Leave | Refusal | Promise<Leave | Refusal>;
  /** Gives the answer, and counts what it weighs. */
  say(event: string, payload: unknown, give: () => void): void;
  /** Whether this line is told of an event that asks for no answer: now and then is enough. */
  saysRefused(): Promise<boolean>;
  /** Counts a command as under way until the returned function is called. */
  begin(): () => void;
  /** Called with what was asked for in vain: absent and forbidden alike. */
  onNotFound(event: string, payload: unknown): void;
  onFault(event: string, error: unknown): void;
  /** Called with every answer; `event` is one of the commands, or `unknown`. */
  onAnswered(event: string, answered: object, ms: number): void;
}

/** What the answering of every command has in common. */
export type Answering = Omit<AnswerInput<Record<never, never>>, 'socket' | 'commands' | 'handlers'>;

/** Frames this small cannot be over the event cap. */
const SMALL = LIMITS.eventBytes / 4;

/**
 * The one wrapper around every command. Unknown events, missing acknowledgements, extra arguments, oversized and
 * malformed payloads get a code; a handler that throws gets `unexpected`; nothing here can end the process.
 */
export function answerCommands<C extends Schemas>(input: AnswerInput<C>): void {
  const { socket } = input;
  // Frames are heard before their events, several at once: who has sent a large one, or bytes, is measured ever after.
  let large = false;
  const measure = (data: unknown) => {
    if (typeof data !== 'string' || data.length > SMALL) large = true;
  };
  socket.conn.on('data', measure);
  socket.once('disconnect', () => socket.conn.off('data', measure));
  socket.onAny((name: string | number, ...args: unknown[]) => {
    const event = String(name);
    const acknowledge = args.at(-1);
    const end = input.begin();
    const answered =
      typeof acknowledge === 'function'
        ? answer(input, event, args.slice(0, -1), () => large, acknowledge as (answered: object) => void)
        : tellRefused(input, event);
    answered.catch((error) => input.onFault(event, error)).finally(end);
  });
}

const nameIn = <C extends Schemas>({ commands }: AnswerInput<C>, event: string): string =>
  Object.hasOwn(commands, event) ? event : 'unknown';

/** Nobody waits for an answer, and nothing is carried out. */
async function tellRefused<C extends Schemas>(input: AnswerInput<C>, event: string): Promise<void> {
  const name = nameIn(input, event);
  const refusal = (await input.turnAway()) ?? refuse(name === 'unknown' ? 'unknown_event' : 'no_ack');
  const told = { code: refusal.error.code, event: event.slice(0, 60) };
  if (await input.saysRefused()) input.socket.emit('refused', told);
  input.onAnswered(name, refusal, 0);
}

async function answer<C extends Schemas>(
  input: AnswerInput<C>,
  event: string,
  args: readonly unknown[],
  isMeasured: () => boolean,
  acknowledge: (answered: object) => void,
): Promise<void> {
  const startedAt = performance.now();
  const refused = (await input.turnAway()) ?? refuseUnparsed(input, event, args, isMeasured());
  const entered = refused ?? input.turn(event, args[0]);
  const turn = entered instanceof Promise ? await entered : entered;
  const answered = typeof turn === 'function' ? await carryOut(input, event, args) : turn;
  try {
    input.say(event, args[0], () => acknowledge(answered));
  } finally {
    if (typeof turn === 'function') turn();
  }
  input.onAnswered(nameIn(input, event), answered, performance.now() - startedAt);
}

async function carryOut<C extends Schemas>(
  input: AnswerInput<C>,
  event: string,
  args: readonly unknown[],
): Promise<object> {
  try {
    const parsed = (input.commands[event] as z.ZodType).safeParse(args[0]);
    if (!parsed.success) return refuse('bad_payload', { field: fieldOf(parsed.error) });
    const handle = input.handlers[event] as (payload: unknown) => Promise<object>;
    const answered = (await handle(parsed.data)) as { ok: boolean; error?: Refusal['error'] };
    if (answered.error?.code === 'not_found') input.onNotFound(event, parsed.data);
    return answered.ok ? { now: input.now(), ...answered } : answered;
  } catch (error) {
    input.onFault(event, error);
    return refusalIn(error) ?? refuse('unexpected');
  }
}

function refuseUnparsed<C extends Schemas>(
  input: AnswerInput<C>,
  event: string,
  args: readonly unknown[],
  measured: boolean,
): Refusal | null {
  if (!Object.hasOwn(input.commands, event)) return refuse('unknown_event');
  if (args.length !== 1) return refuse('bad_payload');
  if (args[0] === OVERSIZED || (measured && isTooLarge(args[0]))) return refuse('too_large');
  return null;
}

function isTooLarge(payload: unknown): boolean {
  try {
    return jsonBytes(payload) > LIMITS.eventBytes;
  } catch {
    // Nested too deep to be written down again.
    return true;
  }
}

const fieldOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? '';
