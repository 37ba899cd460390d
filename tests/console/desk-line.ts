import { signal } from '@preact/signals';
import type { Link, LinkState } from '../../console/connection.ts';
import { unreachable } from '../../console/reply.ts';
import type { ConsoleCommand, ConsoleEvents, DeskSnapshot } from '../../protocol/console.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import { AT } from './desk-cast.ts';

type Asked = { command: ConsoleCommand; payload: Record<string, unknown> };
type Answer = object | RefusalCode | 'silence';
type Answering = (payload: Record<string, unknown>) => Answer;

/** One end of a line whose other end is the test: it answers, is silent, tells, and cuts. */
export interface Line {
  link: Link;
  state: { value: LinkState };
  /** What was asked, oldest first. */
  asked: Asked[];
  /** Answers a command from now on, by value or by what was asked. */
  answer(command: ConsoleCommand, by: Answer | ((payload: Record<string, unknown>) => Answer)): void;
  tell<E extends keyof ConsoleEvents>(event: E, told: Parameters<ConsoleEvents[E]>[0]): void;
  connect(snapshot: DeskSnapshot): void;
  cut(): void;
  /** The relay's heartbeat arrives. */
  beat(): void;
  askedFor(command: ConsoleCommand): Record<string, unknown>[];
}

const EMPTY_PAGE = { entries: [], head: 0, more: false, cursors: [] };

export function makeLine(): Line {
  const state = signal<LinkState>('connecting');
  const asked: Asked[] = [];
  const answers = new Map<ConsoleCommand, (payload: Record<string, unknown>) => Answer>([
    ['entries.after', () => EMPTY_PAGE],
    ['conversations.open', () => 'not_found'],
    ['conversations.page', () => ({ cards: [], more: false })],
    ['promises.page', () => ({ promises: [], more: false })],
    ['promises.ended', () => ({ promises: [], more: false })],
  ]);
  const listeners = new Map<string, ((told: never) => void)[]>();
  const heard: (() => void)[] = [];

  const link: Link = {
    state,
    async ask(command, payload) {
      if (state.value !== 'open') return unreachable();
      asked.push({ command, payload: payload as Record<string, unknown> });
      const answer = answers.get(command)?.(payload as Record<string, unknown>) ?? {};
      if (answer === 'silence') return unreachable();
      if (typeof answer === 'string') return refuse(answer);
      return 'ok' in answer ? (answer as never) : ({ ok: true, now: AT, ...answer } as never);
    },
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener as never]),
    onHeard: (listener) => void heard.push(listener),
    onDigest: () => undefined,
    check: () => undefined,
    close: () => undefined,
  };
  const line: Line = {
    link,
    state,
    asked,
    answer: (command, by) => void answers.set(command, typeof by === 'function' ? (by as Answering) : () => by),
    tell(event, told) {
      for (const listener of listeners.get(event) ?? []) listener(told as never);
    },
    connect(snapshot) {
      state.value = 'open';
      line.tell('snapshot', snapshot);
    },
    cut: () => {
      state.value = 'lost';
    },
    beat: () => {
      for (const listener of heard) listener();
    },
    askedFor: (command) => asked.filter((one) => one.command === command).map((one) => one.payload),
  };
  return line;
}

/** A browser's storage, kept across "reloads" by handing the same one to the next model. */
export function makeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
