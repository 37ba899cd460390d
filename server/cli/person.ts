import type { PersonFound } from '../actions/find-person.ts';
import type { PersonAnswer, PersonNo } from '../actions/person.ts';
import type { Said } from './said.ts';

/** What was found, exported or erased, and what to type next. */
export function sayPerson(who: string, answer: PersonAnswer): Said {
  if ('exported' in answer) return { code: 0, text: JSON.stringify(answer.exported, null, 2) };
  if ('erased' in answer) return sayErased(answer);
  const { persons, most, no } = answer;
  const listed = persons.slice(0, most).map(describe);
  if (persons.length > most) listed.push(`… and more: say more of whom you mean.`);
  const end = no ? NO[no](who) : `${persons.length === 1 ? 'One person' : `${persons.length} persons`} found.`;
  return { code: no ? 1 : 0, text: [...listed, end].join('\n') };
}

const NO: Readonly<Record<PersonNo, (who: string) => string>> = {
  no_way: () =>
    'Say whom you mean by a telephone number (with +, or its last 6 digits at least), an e-mail, or the id of a person, conversation or request.',
  nobody: (who) => `Nobody is known by ${who}.`,
  several: () => 'These are several persons, and nothing was done: say which, by her reference.',
  unconfirmed: (who) =>
    `Nothing was erased yet, and what is erased does not come back. If this is the person you mean: person erase ${who} --yes`,
  erased_before: () => 'She was erased before: nothing of hers is left here.',
};

function describe({ person, brand, name, contacts, conversations, requests, createdAt, erased }: PersonFound): string {
  const said = conversations.map(
    ({ id, said, lastAt }) => `  conversation ${id}: ${said} said, the last on ${day(lastAt)}`,
  );
  return [
    `Reference ${person} (${brand}), known since ${day(createdAt)}${erased ? ', erased' : ''}`,
    ...(name === null ? [] : [`  name ${name}`]),
    ...contacts.map((shown) => `  reached by ${shown}`),
    ...said,
    `  requests: ${requests.all}, open: ${requests.open}`,
    '',
  ].join('\n');
}

function sayErased({ erased, person }: Extract<PersonAnswer, { erased: unknown }>): Said {
  const lines = [
    `Person ${person.person} (${person.brand}) is erased: ${erased.struck} entries struck, ${erased.ended} open requests ended, her sessions are over.`,
    'It is noted in strikes.log: copy that away now. Backups made before hold her until they are deleted.',
  ];
  return { code: 0, text: lines.join('\n') };
}

const day = (at: number): string => (at > 0 ? new Date(at).toISOString().slice(0, 10) : 'no day');
