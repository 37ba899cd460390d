import type { House, HousePerson, HousePlace, Policy } from '../../protocol/house.ts';

/** A house as the store holds it: what a house file is compared with. */
export interface HouseState {
  /** The brand's id. */
  brand: string;
  language: string;
  name: string;
  origins: string[];
  policy: Policy;
  notice: House['notice'];
  /** Those that are not closed. */
  places: HousePlace[];
  /** Those that are not removed. */
  people: HousePerson[];
}

/** One change that applying a house file makes; `says` is a line for the operator. */
export type HouseChange = { says: string } & (
  | { kind: 'brand_added' | 'brand_changed' | 'origins_changed' | 'policy_changed' | 'notice_changed' }
  | { kind: 'place_added' | 'place_changed'; place: HousePlace }
  | { kind: 'place_closed'; id: string }
  | { kind: 'person_added' | 'person_changed'; person: HousePerson }
  | { kind: 'person_removed'; email: string }
);

type Fact = string | number | boolean | readonly (string | number)[] | undefined;
/** What is said of something, by the name it has in a line. */
type Facts = Record<string, Fact>;

const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

/** A set has no order of its own. */
const set = (values: readonly string[]): string[] => [...new Set(values)].sort();

function brandFacts({ brand }: Pick<House, 'brand'>): Facts {
  return { name: brand.name, language: brand.language };
}

function placeFacts({ hours, id: _, ...place }: HousePlace): Facts {
  const facts: Facts = { ...place };
  for (const day of Object.keys(DAYS) as (keyof typeof DAYS)[]) facts[`hours on ${DAYS[day]}`] = hours[day];
  for (const [date, ranges] of Object.entries(hours.except)) facts[`hours on ${date}`] = ranges;
  return facts;
}

function personFacts({ email: _, ...person }: HousePerson): Facts {
  return { ...person, expertise: set(person.expertise) };
}

function policyFacts(policy: Policy): Facts {
  return { ...policy, countries: set(policy.countries), channels: set(policy.channels) };
}

function shown(name: string, fact: Fact): string {
  if (Array.isArray(fact)) return fact.join(', ') || (name.startsWith('hours') ? 'closed' : 'none');
  if (fact === undefined) return name.startsWith('hours') ? 'as on the weekday' : 'none';
  return typeof fact === 'string' ? `"${fact}"` : String(fact);
}

/** What differs, each as "title "Advisor" -> "Manager"". */
function differences(before: Facts, after: Facts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name} ${shown(name, before[name])} -> ${shown(name, after[name])}`);
}

/** Compares by key: what is new, what stands in both with another content, what is gone; in the file's order. */
function compared<T>(before: readonly T[], after: readonly T[], key: (of: T) => string, facts: (of: T) => Facts) {
  const old = new Map(before.map((of) => [key(of), of]));
  const fresh = new Set(after.map(key));
  return {
    kept: after.map((of) => {
      const was = old.get(key(of));
      return { of, isNew: !was, changed: was ? differences(facts(was), facts(of)) : [] };
    }),
    gone: before.filter((of) => !fresh.has(key(of))),
  };
}

function placeChanges(before: readonly HousePlace[], after: readonly HousePlace[]): HouseChange[] {
  const { kept, gone } = compared(before, after, (place) => place.id, placeFacts);
  return [
    ...kept.flatMap(({ of: place, isNew, changed }): HouseChange[] => {
      if (isNew) return [{ kind: 'place_added', place, says: `place ${place.id}: new, ${place.name}, ${place.city}` }];
      if (changed.length === 0) return [];
      return [{ kind: 'place_changed', place, says: `place ${place.id}: ${changed.join('; ')}` }];
    }),
    ...gone.map(({ id }): HouseChange => ({ kind: 'place_closed', id, says: `place ${id}: closed` })),
  ];
}

function personChanges(before: readonly HousePerson[], after: readonly HousePerson[]): HouseChange[] {
  const { kept, gone } = compared(before, after, (person) => person.email, personFacts);
  return [
    ...kept.flatMap(({ of: person, isNew, changed }): HouseChange[] => {
      const { email, firstName, lastName, title, place } = person;
      const says = `person ${email}:`;
      if (isNew)
        return [{ kind: 'person_added', person, says: `${says} new, ${firstName} ${lastName}, ${title}, ${place}` }];
      if (changed.length === 0) return [];
      return [{ kind: 'person_changed', person, says: `${says} ${changed.join('; ')}` }];
    }),
    ...gone.map(({ email }): HouseChange => ({ kind: 'person_removed', email, says: `person ${email}: removed` })),
  ];
}

function brandChanges(before: HouseState | null, { brand, origins, policy, notice }: House): HouseChange[] {
  if (!before) return [{ kind: 'brand_added', says: `brand ${brand.id}: new, ${brand.name}` }];
  const was = { name: before.name, language: before.language };
  const told = [
    ['brand_changed', 'brand', differences(was, brandFacts({ brand }))],
    ['origins_changed', 'house', differences({ origins: set(before.origins) }, { origins: set(origins) })],
    ['policy_changed', 'policy', differences(policyFacts(before.policy), policyFacts(policy))],
    ['notice_changed', 'notice', differences({ ...before.notice }, { ...notice })],
  ] as const;
  return told.flatMap(([kind, what, changed]) =>
    changed.length === 0 ? [] : [{ kind, says: `${what}: ${changed.join('; ')}` }],
  );
}

/**
 * What applying a house file changes, in the order of the file; nothing when it is applied again. A new brand brings
 * its origins, policy and notice with `brand_added`. Pictures are compared by the name of their file only.
 */
export function houseDifference(before: HouseState | null, after: House): HouseChange[] {
  return [
    ...brandChanges(before, after),
    ...placeChanges(before?.places ?? [], after.places),
    ...personChanges(before?.people ?? [], after.people),
  ];
}
