import type { Entry } from '../../protocol/entries.ts';
import { words } from './en.ts';
import { dayTime, span } from './times.ts';

/** From whose side a happening is told. */
export interface Teller {
  me: string;
  now: number;
  zone: string;
}

/** A happening as an associate reads it; null for what is shown otherwise or not known here. */
export function happeningWords(entry: Entry, { me, now, zone }: Teller): string | null {
  const said = words.happenings;
  if (!entry.body) return null;
  switch (entry.kind) {
    case 'assigned':
      return entry.body.associate.id === me ? said.assignedYou : said.assigned(entry.body.associate.name);
    case 'left':
      return said.left(entry.body.associate.name);
    case 'promised': {
      const when = span(entry.body.dueAt, entry.body.endAt, now, zone);
      if (entry.body.kind === 'message') return said.promisedAnswer(when);
      return entry.body.asap ? said.promisedCallAsap : said.promisedCall(when);
    }
    case 'moved':
      return said.moved(entry.body.asap ? words.promises.asap : span(entry.body.dueAt, entry.body.endAt, now, zone));
    case 'withdrawn':
      return said.withdrawn[entry.body.kind];
    case 'turned':
      return said.turned[entry.body.kind];
    case 'called':
      if (entry.body.outcome === 'reached') return said.reached;
      return said.noAnswer(entry.body.nextAt === null ? null : dayTime(entry.body.nextAt, now, zone));
    case 'done':
      return said.done[entry.body.cause];
    case 'resumed':
      return said.resumed;
    case 'line':
      return said.lines[entry.body.line] ?? null;
    default:
      return null;
  }
}
