import type { House } from '../../protocol/house.ts';
import { type HouseChange, houseDifference } from '../domain/house-difference.ts';
import type { Tx } from '../store/store.ts';
import { handOn } from './disable-associate.ts';
import type { Answered, Ports } from './ports.ts';
import { settlePromises } from './settle-promise.ts';
import { audit, OPERATOR } from './steps/audit.ts';
import { houseState } from './steps/house-state.ts';
import { keepPortrait, type Portrait, readPortrait } from './steps/portrait.ts';
import { writeChange } from './steps/write-house.ts';

export interface HouseToApply {
  house: House;
  /** The bytes of the portraits, by the names that the house file gives them. */
  portraits: ReadonlyMap<string, Uint8Array>;
  /** Only says what would change. */
  dryRun?: boolean;
}

export interface HouseApplied {
  brand: string;
  name: string;
  /** False for a dry run, and where there are problems. */
  applied: boolean;
  changes: { kind: HouseChange['kind']; says: string }[];
  /** What stands in the way, a line each; nothing is applied while there is any. */
  problems: string[];
}

/**
 * Makes a house what its file says, and says what that changed; applied again, it changes nothing. Heard at once:
 * origins by the next request, a removed associate by her sockets. What she held is handed on, and
 * of what was promised it is said what nobody can keep any more.
 */
export async function applyHouse(ports: Ports, input: HouseToApply): Promise<Answered<HouseApplied>> {
  const brand = input.house.brand.id;
  const pictures = new Map([...input.portraits].map(([name, bytes]) => [name, readPortrait(bytes)]));
  const house = withPictures(input.house, pictures);
  const unfit = portraitProblems(input.house, pictures);
  const answer = await ports.store.commit(brand, async (tx): Promise<Answered<HouseApplied>> => {
    const problems = [...unfit, ...(await foreignPeople(tx, house))];
    const changes = houseDifference(await houseState(tx, brand), house);
    const applied = problems.length === 0 && !input.dryRun;
    if (applied && changes.length > 0) await write(tx, house, changes, pictures);
    const told = changes.map(({ kind, says }) => ({ kind, says }));
    return { ok: true, brand, name: house.brand.name, applied, changes: told, problems };
  });
  if (answer.ok && answer.applied) {
    await handOn(ports, brand);
    await settlePromises(ports, brand);
  }
  return answer;
}

type Pictures = ReadonlyMap<string, Portrait | string>;

async function write(tx: Tx, house: House, changes: readonly HouseChange[], pictures: Pictures): Promise<void> {
  const brand = house.brand.id;
  for (const change of changes) await writeChange(tx, house, change);
  for (const picture of pictures.values()) if (typeof picture !== 'string') await keepPortrait(tx, brand, picture);
  await audit(tx, { brand, actor: OPERATOR, action: 'house.applied', subject: brand, count: changes.length });
  tx.tell({ what: 'house', brand });
}

/** A portrait is known by its content, so that a new picture under an old name is a change. */
function withPictures(house: House, pictures: Pictures): House {
  const people = house.people.map(({ portrait, ...person }) => {
    const picture = portrait === undefined ? undefined : pictures.get(portrait);
    return typeof picture === 'object' ? { ...person, portrait: picture.file } : person;
  });
  return { ...house, people };
}

function portraitProblems(house: House, pictures: Pictures): string[] {
  return house.people.flatMap(({ portrait }, i) => {
    if (portrait === undefined) return [];
    const picture = pictures.get(portrait) ?? 'not there';
    return typeof picture === 'string' ? [`people.${i}.portrait: "${portrait}" is ${picture}`] : [];
  });
}

/** An e-mail signs in to one house. */
async function foreignPeople(tx: Tx, house: House): Promise<string[]> {
  const problems: string[] = [];
  for (const [i, { email }] of house.people.entries()) {
    const known = await tx.one('associates', { email });
    if (known && known.brand !== house.brand.id) {
      problems.push(`people.${i}.email: ${email} belongs to the house "${known.brand}"`);
    }
  }
  return problems;
}
