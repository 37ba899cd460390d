import { applyHouse, type HouseToApply } from './apply-house.ts';
import type { Passwords } from './passwords.ts';
import type { Ports } from './ports.ts';

export const DEMO_PASSWORD = 'salon-demo';

/** Somebody of the demo house, as she is printed for whoever tries it. */
export interface DemoSignIn {
  email: string;
  name: string;
  title: string;
  place: string;
  role: 'associate' | 'manager';
  languages: string[];
}

/** Whether no house was ever applied. */
export const isStoreEmpty = async (ports: Ports): Promise<boolean> =>
  (await ports.store.read.count('brands', {})) === 0;

/** Applies the demo house and gives everybody of it the one password. Throws where the house cannot be applied. */
export async function applyDemoHouse(ports: Ports, passwords: Passwords, demo: HouseToApply): Promise<DemoSignIn[]> {
  const applied = await applyHouse(ports, demo);
  if (!applied.ok) throw new Error(`The demo house was not applied: ${applied.error.message}`);
  if (applied.problems.length > 0) throw new Error(`The demo house is wrong: ${applied.problems.join('; ')}`);
  const password = await passwords.hash(DEMO_PASSWORD);
  const { brand, places, people } = demo.house;
  const set = await ports.store.commit(brand.id, async (tx) => {
    await tx.touch('associates', { brand: brand.id, password: null }, { password });
    return { ok: true };
  });
  if (!set.ok) throw new Error(`The demo house has no passwords: ${set.error.message}`);
  const cities = new Map(places.map((place) => [place.id, place.city]));
  return people.map(({ email, firstName, lastName, title, place, role, languages }) => ({
    ...{ email, name: `${firstName} ${lastName}`, title, role, languages },
    place: cities.get(place) ?? place,
  }));
}
