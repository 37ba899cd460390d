import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { readPresence } from '../../server/actions/read-presence.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import type { AssociateRow } from '../../server/domain/rows.ts';
import { associateRow, MAISON } from '../helpers/cast.ts';
import { chat, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

const there = () => ({
  declared: true,
  reachableUntil: rig.clock.now() + 3600_000,
  lookAt: rig.clock.now() + 3600_000,
});

/** People of the house who have waited for something to do, the first the longest. */
async function people(count: number, set: Partial<AssociateRow>): Promise<AssociateRow[]> {
  const rows = Array.from({ length: count }, (_, i) => {
    const row = associateRow(`A${i}`, { idleAt: i, ...there(), ...set });
    return { ...row, email: `${row.id}@maison.example` };
  });
  const written = await rig.store.commit('people', async (tx) => {
    for (const row of rows) await tx.insert('associates', row);
    return { ok: true };
  });
  if (!written.ok) throw new Error(written.error.code);
  rig.store.forgetHouse(MAISON);
  return rows;
}

const asks = async (locale: string) =>
  (await rig.opens(await rig.shopper(), { ...chat(rig.clock.now()), locale })).request;
const ringsFor = async (request: string) =>
  (await rig.store.read.all('offers', { request, state: 'open' })).map(({ associate }) => associate);

test('a rare language is served in a large house, however long all others have been idle', async () => {
  await people(300, { place: 'paris', languages: ['fr'] });
  const [she] = await people(1, { place: 'tokyo', languages: ['ko'], idleAt: rig.clock.now() });
  expect(await readPresence(rig.ports, { brand: MAISON, locale: 'ko-KR', zone: 'Asia/Seoul' })).toMatchObject({
    free: true,
    people: [{ id: she?.id }],
  });
  const request = await asks('ko-KR');
  expect(await ringsFor(request.id)).toEqual([she?.id]);
});

test('nobody starves: whoever is freed is asked for the oldest that she can serve, behind however many others', async () => {
  const [french] = await people(1, { place: 'paris', languages: ['fr'], capacity: 1 });
  const [korean] = await people(1, { place: 'tokyo', languages: ['ko'], capacity: 1 });
  for (const row of [french, korean] as AssociateRow[]) {
    const request = await asks(row.languages[0] === 'fr' ? 'fr-FR' : 'ko-KR');
    const [offer] = await rig.store.read.all('offers', { request: request.id, state: 'open' });
    expect(
      await acceptOffer(rig.ports, { kind: 'associate', id: row.id, brand: MAISON }, offer?.id ?? ''),
    ).toMatchObject({
      ok: true,
    });
  }
  for (let i = 0; i < 30; i++) expect((await asks('fr-FR')).state).toBe('waiting');
  const hers = await asks('ko-KR');
  expect(hers.state).toBe('waiting');
  await rig.sweep();

  const [other] = await people(1, { place: 'tokyo', languages: ['ko'], declared: false });
  await setAvailability(rig.ports, { kind: 'associate', id: other?.id ?? '', brand: MAISON }, true);
  await rig.sweep();
  expect(await ringsFor(hers.id)).toEqual([other?.id]);
});
