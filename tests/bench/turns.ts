import { type Conversations, sendAtRate } from './load.ts';
import type { Bench, Plan } from './plan.ts';
import { type Round, round, type Together, together } from './round.ts';
import type { Three } from './section.ts';
import type { Kind, Subject } from './subjects.ts';

const WARM_PER_SECOND = 1_000;
const WARM_TIMES = 4;

/** A subject in which people talk. */
export interface Speaking extends Subject {
  talk: Conversations;
}

/** One after the other: while one is filled with people and gets warm, the others say nothing. */
export async function speaking(subjects: readonly Subject[], conversations: number, plan: Plan): Promise<Speaking[]> {
  const all: Speaking[] = [];
  for (const subject of subjects) {
    const talk = await subject.converse(conversations);
    await warm(talk, plan);
    all.push({ ...subject, talk });
  }
  return all;
}

/** What a process has said often enough has been compiled. */
export async function warm(talk: Conversations, { warmUpMs }: Plan): Promise<void> {
  await sendAtRate(talk, WARM_PER_SECOND, WARM_TIMES * warmUpMs);
}

/** Each at the rate, turn by turn, so that a busy machine is busy for all. */
export async function inTurns(
  all: readonly Speaking[],
  name: string,
  perSecond: number,
  { plan, say }: Bench,
): Promise<Three<Together | null>> {
  const rounds = new Map<Kind, Round[]>(all.map(({ kind }) => [kind, []]));
  for (let turn = 1; turn <= plan.rounds; turn++) {
    for (const { kind, pid, talk } of all) {
      say(`${name}, turn ${turn}, ${kind}`);
      rounds.get(kind)?.push(await round([pid()], talk, perSecond, plan));
    }
  }
  return byKind((kind) => {
    const turns = rounds.get(kind);
    return turns ? together(turns) : null;
  });
}

/** In the order of the columns. */
export const byKind = <T>(of: (kind: Kind) => T): Three<T> => [of('floor'), of('durable'), of('relay')];

export async function leave(all: readonly Speaking[]): Promise<void> {
  for (const { talk } of all) talk.close();
  await Promise.all(all.map((subject) => subject.stop()));
}
