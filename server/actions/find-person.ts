import { KEPT } from '../../protocol/entry-kinds.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { ShopperRow } from '../domain/rows.ts';
import type { Store } from '../store/store.ts';

type Read = Pick<Store['read'], 'one' | 'all' | 'count'>;

/** One person of one house: the shoppers that are known to be her. */
export interface Person {
  brand: string;
  /** Her reference: the linked person's id, or the one shopper's. */
  person: string;
  shoppers: readonly string[];
}

/** What an operator reads of a person before he decides; never her words. */
export interface PersonFound extends Person {
  name: string | null;
  /** Numbers and e-mails as they are shown; struck ones are gone. */
  contacts: string[];
  conversations: { id: string; said: number; lastAt: number }[];
  requests: { all: number; open: number };
  createdAt: number;
  /** Nothing of hers is left: she was erased. */
  erased: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Fewer digits would be half of the house. */
const LEAST_DIGITS = 6;
/** More are not listed: whoever asks says more of whom she means. */
export const MOST_FOUND = 50;

/**
 * Everybody whom these words may mean: a telephone number (national ones by their end), an e-mail, or the id of a
 * person, shopper, conversation or request. Null where they are none of these.
 */
export async function findPersons(store: Store, who: string): Promise<PersonFound[] | null> {
  const { read } = store;
  const text = who.trim();
  const named = UUID.test(text) ? await byId(read, text.toLowerCase()) : await byContact(read, text);
  if (named === null) return null;
  const found = new Map<string, PersonFound>();
  for (const { brand, person } of named) {
    const key = `${brand} ${person}`;
    if (found.has(key) || found.size > MOST_FOUND) continue;
    const one = await describe(read, brand, person);
    if (one) found.set(key, one);
  }
  return [...found.values()];
}

type Named = Pick<ShopperRow, 'brand' | 'person'>;

async function byId(read: Read, id: string): Promise<Named[]> {
  const conversation = await read.one('conversations', { id });
  const request = await read.one('requests', { id });
  const shopper = conversation?.shopper ?? request?.shopper ?? id;
  return [
    ...(await read.all('shoppers', { id: shopper })),
    ...(await read.all('shoppers', { person: id }, { limit: 1 })),
  ];
}

async function byContact(read: Read, text: string): Promise<Named[] | null> {
  if (text.includes('@')) {
    const sought = text.toLowerCase();
    return (await contacts(read, 'email')).filter(({ value }) => value.toLowerCase() === sought);
  }
  const digits = text.replace(/\D/g, '');
  if (!/^[+\d][\d\s().\-/]*$/.test(text) || digits.length < LEAST_DIGITS) return null;
  const whole = text.startsWith('+') ? `+${digits}` : text.startsWith('00') ? `+${digits.slice(2)}` : null;
  const end = digits.replace(/^0+/, '');
  // An end that is none is everybody's.
  if (whole === null && end.length < LEAST_DIGITS) return null;
  return (await contacts(read, 'phone')).filter(({ value }) => (whole ? value === whole : value.endsWith(end)));
}

/** Read whole: an operator asks now and then, and no index of people's numbers is kept for it. */
async function contacts(read: Read, kind: 'phone' | 'email') {
  const rows = await read.all('contacts', { kind, value: { not: null } });
  return rows.flatMap(({ brand, person, value }) => (value === null ? [] : [{ brand, person, value }]));
}

async function describe(read: Read, brand: string, person: string): Promise<PersonFound | null> {
  const shoppers = await read.all('shoppers', { brand, person });
  const ids = shoppers.map(({ id }) => id);
  if (ids.length === 0) return null;
  const known = await read.all('contacts', { brand, person });
  const requests = await read.all('requests', { shopper: ids });
  const conversations = [];
  for (const { id, saidAt } of await read.all('conversations', { shopper: ids })) {
    conversations.push({ id, lastAt: saidAt, said: await read.count('entries', { conversation: id, ...WORDS }) });
  }
  return {
    ...{ brand, person, shoppers: ids, conversations },
    name: shoppers.find(({ name }) => name)?.name ?? requests.find(({ name }) => name)?.name ?? null,
    contacts: [...new Set(known.flatMap(({ shown, value }) => shown ?? value ?? []))],
    requests: { all: requests.length, open: requests.filter(isOpen).length },
    createdAt: Math.min(...shoppers.map(({ createdAt }) => createdAt)),
    erased: !(await isLeft(read, { brand, person, shoppers: ids })),
  };
}

/** Entries in which somebody's words may stand, as long as they do; kinds that only a newer build knows are among them. */
export const WORDS = { kind: { not: KEPT }, body: { not: null } } as const;

/** Whether anything of a person's own stands in the store. */
export async function isLeft(read: Read, { brand, person, shoppers }: Person): Promise<boolean> {
  if (shoppers.length === 0) return false;
  const persons = [...new Set([person, ...shoppers])];
  const conversations = (await read.all('conversations', { shopper: shoppers })).map(({ id }) => id);
  return (
    (await read.count('shoppers', { id: shoppers, endedAt: null })) > 0 ||
    (await read.count('shoppers', { id: shoppers, name: { not: null } })) > 0 ||
    (await read.count('shoppers', { id: shoppers, zone: { not: null } })) > 0 ||
    (await read.count('contacts', { brand, person: persons, value: { not: null } })) > 0 ||
    (await read.count('requests', { shopper: shoppers, name: { not: null } })) > 0 ||
    (await read.count('requests', { shopper: shoppers, product: { not: null } as never })) > 0 ||
    (await read.all('requests', { shopper: shoppers })).some(isOpen) ||
    (conversations.length > 0 && (await read.count('entries', { conversation: conversations, ...WORDS })) > 0)
  );
}
