import type { Entry, EntryBodies } from '../../protocol/entries.ts';
import { isToldAtDesk } from '../../protocol/entry-kinds.ts';
import type { RequestKind } from '../../protocol/request-state.ts';
import { words } from './en.ts';
import { dayTime, span } from './times.ts';

const tries = (next: string | null) => (next ? `Next try ${next}` : 'The tries are spent');

/** What happened in a thread, as an associate reads it. */
export const happenings = {
  assigned: (name: string) => `${name} took the conversation`,
  assignedYou: 'You took the conversation',
  left: (name: string) => `${name} no longer has the conversation`,
  leftYou: 'You no longer have the conversation',
  promisedCall: (when: string) => `A call was promised: ${when}`,
  promisedCallAsap: 'A call was promised, as soon as possible',
  promisedAnswer: (when: string) => `An answer was promised by ${when}`,
  moved: (when: string) => `Moved to ${when}`,
  withdrawn: {
    chat: 'The client no longer waits',
    callback: 'The client no longer needs the call',
    left_message: 'The client no longer needs an answer',
  } satisfies Record<RequestKind, string>,
  reached: (name: string | null) =>
    name ? `${name} reached the client by telephone` : 'The client was reached by telephone',
  reachedYou: 'You reached the client by telephone',
  noAnswer: (name: string | null, next: string | null) =>
    `${name ? `${name} rang, and nobody answered` : 'No answer'}. ${tries(next)}`,
  noAnswerYou: (next: string | null) => `You rang, and nobody answered. ${tries(next)}`,
  done: {
    holder: 'Done',
    quiet: 'Done, after a quiet while',
    reached: 'Done: the promised call was made',
  } satisfies Record<EntryBodies['done']['cause'], string>,
  resumed: 'The client wrote again',
  lines: {
    nobody_free: 'The client was told that nobody is free just now',
    slow: 'The client was told that this takes longer than it should',
    away: (name: string | null) => `The client was told that ${name ?? 'a colleague'} was called away for a moment`,
    call_missed: 'The client was told about the missed call',
    given_up: 'The client was told that the tries are spent',
  } satisfies Record<EntryBodies['line']['line'], string | ((name: string | null) => string)>,
  struck: {
    erased: 'Removed at the client’s wish.',
    retention: 'Removed, as the house keeps words for a time only.',
    taken_back: 'Taken back.',
    unknown: 'Removed.',
  } satisfies Record<EntryBodies['struck']['reason'] | 'unknown', string>,
} as const;

/** From whose side a happening is told. */
export interface Teller {
  me: string;
  now: number;
  zone: string;
}

/** A happening as an associate reads it; null for what is shown otherwise, or not known here. */
export function happeningWords(entry: Entry, { me, now, zone }: Teller): string | null {
  if (!isToldAtDesk(entry) || !entry.body) return null;
  switch (entry.kind) {
    case 'assigned':
      return entry.body.associate.id === me ? happenings.assignedYou : happenings.assigned(entry.body.associate.name);
    case 'left':
      return entry.body.associate.id === me ? happenings.leftYou : happenings.left(entry.body.associate.name);
    case 'promised': {
      const when = span(entry.body.dueAt, entry.body.endAt, now, zone);
      if (entry.body.kind === 'left_message') return happenings.promisedAnswer(when);
      return entry.body.asap ? happenings.promisedCallAsap : happenings.promisedCall(when);
    }
    case 'moved':
      return happenings.moved(
        entry.body.asap ? words.promises.asap : span(entry.body.dueAt, entry.body.endAt, now, zone),
      );
    case 'withdrawn':
      return happenings.withdrawn[entry.body.kind];
    case 'called': {
      const { associate, outcome, nextAt } = entry.body;
      const mine = associate?.id === me;
      const name = associate?.name ?? null;
      if (outcome === 'reached') return mine ? happenings.reachedYou : happenings.reached(name);
      const next = nextAt === null ? null : dayTime(nextAt, now, zone);
      return mine ? happenings.noAnswerYou(next) : happenings.noAnswer(name, next);
    }
    case 'done':
      return happenings.done[entry.body.cause];
    case 'resumed':
      return happenings.resumed;
    case 'line':
      return lineWords(entry.body);
    default:
      entry satisfies never;
      return null;
  }
}

/** What the house said by itself; null for a line that this console does not know. */
function lineWords({ line, name }: EntryBodies['line']): string | null {
  const said = happenings.lines[line] ?? null;
  return typeof said === 'function' ? said(name) : said;
}
