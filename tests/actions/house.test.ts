import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, type HousePerson, houseSchema } from '../../protocol/house.ts';
import { applyHouse } from '../../server/actions/apply-house.ts';
import { disableAssociate } from '../../server/actions/disable-associate.ts';
import { findPortrait } from '../../server/actions/find-portrait.ts';
import { readHouse } from '../../server/actions/read-house.ts';
import { houseState } from '../../server/actions/steps/house-state.ts';
import { MAISON, OTHER } from '../helpers/cast.ts';
import { originsIn } from '../helpers/house-origins.ts';
import { webp, webpPart } from '../helpers/pictures.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

/** The maison's house file as it stands. */
async function fileOf(brand = MAISON): Promise<House> {
  const state = await houseState(rig.store.read, brand);
  if (!state) throw new Error(`no house ${brand}`);
  const { name, language, origins, policy, notice, places, people } = state;
  return houseSchema.parse({ brand: { id: brand, name, language }, origins, policy, notice, places, people });
}

const without = (house: House, firstName: string): House => ({
  ...house,
  people: house.people.filter((person) => person.firstName !== firstName),
});

async function apply(house: House, portraits: [string, Uint8Array][] = [], dryRun = false) {
  const answer = await applyHouse(rig.ports, { house, portraits: new Map(portraits), dryRun });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer;
}

const associate = (firstName: string) => rig.store.read.one('associates', { brand: MAISON, firstName });

describe('O01: a house file', () => {
  it('changes nothing when it is applied twice', async () => {
    const house = { ...(await fileOf()), brand: { id: MAISON, name: 'La Grande Maison', language: 'fr' } };
    const first = await apply(house);
    expect(first).toMatchObject({ applied: true, changes: [{ kind: 'brand_changed' }], problems: [] });
    const before = await Promise.all([houseState(rig.store.read, MAISON), rig.store.read.all('associates', {})]);
    rig.news.length = 0;
    const second = await apply(house);
    expect(second).toMatchObject({ applied: true, changes: [], problems: [] });
    const after = await Promise.all([houseState(rig.store.read, MAISON), rig.store.read.all('associates', {})]);
    expect(after).toEqual(before);
    expect(rig.news).toEqual([]);
  });

  it('makes a new house whole, and again changes nothing', async () => {
    const file = new URL('../../demo-site/house/maison-aurele.json', import.meta.url);
    const read = readHouse(JSON.parse(await readFile(file, 'utf8')));
    if (!read.ok) throw new Error(read.problems.join());
    const house = { ...read.house, people: read.house.people.map(({ portrait: _, ...person }) => person) };
    const made = await apply(house);
    expect(made.changes.length).toBe(1 + house.places.length + house.people.length);
    expect((await apply(house)).changes).toEqual([]);
    expect(await houseState(rig.store.read, house.brand.id)).toMatchObject({ people: expect.any(Array) });
  });

  it('names every unknown key with its path, and is not applied', async () => {
    const house = await fileOf();
    const misspelt = {
      ...house,
      policy: { ...house.policy, offerMS: 1 },
      people: [{ ...house.people[0], emial: 'x' }],
    };
    expect(readHouse(misspelt)).toEqual({
      ok: false,
      problems: ['people.0.emial: there is no such key', 'policy.offerMS: there is no such key'],
    });
  });

  it('hands on what a removed associate holds, and signs her out', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', asked.request.id);
    await rig.arrives('Luc');
    const told = await apply(without(await fileOf(), 'Camille'));
    expect(told.changes.map(({ says }) => says)).toEqual(['person camille@maison.example: removed']);
    const camille = await associate('Camille');
    expect(camille).toMatchObject({ disabledAt: rig.clock.now(), declared: false, taken: 0 });
    expect(rig.news).toContainEqual({ what: 'ended', room: `associate:${camille?.id}`, reason: 'disabled' });
    expect(await rig.request(asked.request.id)).toMatchObject({ state: 'offered', holder: null });
    expect(await rig.offerTo('Luc', asked.request.id)).not.toBeNull();
    const log = await rig.store.read.entries({ conversation: asked.conversation, kind: 'left' });
    expect(log).toMatchObject([{ body: { associate: { name: 'Camille' } } }]);
  });

  it('passes on what rings for a removed associate', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper());
    await rig.arrives('Luc');
    await apply(without(await fileOf(), 'Camille'));
    expect(await rig.offerTo('Camille', asked.request.id)).toBeNull();
    expect(await rig.offerTo('Luc', asked.request.id)).not.toBeNull();
  });

  it('turns what only a removed associate could answer into a message left', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', asked.request.id);
    await apply(without(await fileOf(), 'Camille'));
    expect(await rig.request(asked.request.id)).toMatchObject({ state: 'turned', holder: null });
    const open = await rig.store.read.all('requests', { conversation: asked.conversation, state: 'later' });
    expect(open).toMatchObject([{ kind: 'left_message' }]);
  });

  it('hands on a call that a removed associate had taken', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    await rig.accepts('Camille', asked.request.id);
    await rig.arrives('Luc');
    await apply(without(await fileOf(), 'Camille'));
    expect(await rig.request(asked.request.id)).toMatchObject({ kind: 'callback', state: 'offered', holder: null });
  });

  it('asks others for a thread that was resumed to a removed associate', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', asked.request.id);
    await rig.store.commit('t', async (tx) => {
      await tx.update(
        'requests',
        { id: asked.request.id },
        { state: 'resumed', holder: null, lookAt: tx.now + 180_000 },
      );
      return { ok: true };
    });
    await rig.arrives('Luc');
    await apply(without(await fileOf(), 'Camille'));
    expect(await rig.offerTo('Luc', asked.request.id)).not.toBeNull();
  });

  it('leaves nothing with a removed associate, even where the relay died before it was handed on', async () => {
    await rig.arrives('Camille');
    const asked = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', asked.request.id);
    await rig.arrives('Luc');
    await rig.store.commit(MAISON, async (tx) => {
      await disableAssociate(tx, MAISON, 'camille@maison.example');
      tx.tell({ what: 'house', brand: MAISON });
      return { ok: true };
    });
    await rig.passWith(70_000, 'Luc');
    expect(await rig.request(asked.request.id)).toMatchObject({ state: 'offered', holder: null });
    expect(await rig.offerTo('Luc', asked.request.id)).not.toBeNull();
  });

  it('takes somebody back who stands in it again', async () => {
    const house = await fileOf();
    const before = await associate('Camille');
    await apply(without(house, 'Camille'));
    const told = await apply(house);
    expect(told.changes).toMatchObject([{ kind: 'person_added' }]);
    expect(await associate('Camille')).toMatchObject({ id: before?.id, disabledAt: null });
    expect(await rig.store.read.count('associates', { email: 'camille@maison.example' })).toBe(1);
  });

  it('closes a place that it no longer has, and opens it again', async () => {
    const house = await fileOf();
    const closed = { ...house, places: house.places.filter((place) => place.id !== 'clients') };
    expect((await apply(closed)).changes).toMatchObject([{ kind: 'place_closed' }]);
    expect(await rig.store.read.one('places', { brand: MAISON, id: 'clients' })).toMatchObject({
      closedAt: rig.clock.now(),
    });
    await apply(house);
    expect(await rig.store.read.one('places', { brand: MAISON, id: 'clients' })).toMatchObject({ closedAt: null });
  });

  it('is only compared in a dry run', async () => {
    const told = await apply(without(await fileOf(), 'Camille'), [], true);
    expect(told).toMatchObject({ applied: false, changes: [{ kind: 'person_removed' }], problems: [] });
    expect(await associate('Camille')).toMatchObject({ disabledAt: null });
    expect(rig.news).toEqual([]);
  });

  it('is refused by name where an e-mail belongs to another house', async () => {
    const house = await fileOf();
    const stolen: HousePerson = { ...(house.people[0] as HousePerson), email: 'noor@maison.example' };
    await rig.store.commit('t', async (tx) => {
      await tx.update('associates', { id: rig.cast.Noor.id }, { email: stolen.email });
      return { ok: true };
    });
    const told = await apply({ ...house, people: [...house.people, stolen] });
    expect(told.applied).toBe(false);
    expect(told.problems).toEqual([
      `people.${house.people.length}.email: noor@maison.example belongs to the house "${OTHER}"`,
    ]);
  });

  it('lets new origins in and old ones out at once', async () => {
    const origins = originsIn(rig.store, ['https://relay.example']);
    expect(await origins.isOf(MAISON, 'https://maison.example')).toBe(true);
    await apply({ ...(await fileOf()), origins: ['https://new.example', 'self'] });
    expect(await origins.isOf(MAISON, 'https://maison.example')).toBe(false);
    expect(await origins.isKnown('https://maison.example')).toBe(false);
    expect(await origins.isOf(MAISON, 'https://new.example')).toBe(true);
    expect(await origins.isOf(MAISON, 'https://relay.example')).toBe(true);
    expect(await origins.isOf(OTHER, 'https://relay.example')).toBe(false);
  });

  it('leaves a line in the audit, and tells the relay', async () => {
    await apply({ ...(await fileOf()), origins: ['https://new.example'] });
    const lines = await rig.store.read.all('audit', { brand: MAISON });
    expect(lines).toMatchObject([{ actor: 'operator', action: 'house.applied', subject: MAISON, count: 1 }]);
    expect(rig.news).toContainEqual({ what: 'house', brand: MAISON });
  });
});

describe('a portrait', () => {
  const withPortrait = async (portrait: string): Promise<House> => {
    const house = await fileOf();
    return { ...house, people: house.people.map((person, i) => (i === 0 ? { ...person, portrait } : person)) };
  };

  it('is kept by its content, and is a change when the picture under its name is another', async () => {
    const house = await withPortrait('portraits/camille.webp');
    await apply(house, [['portraits/camille.webp', webp('one')]]);
    const first = (await rig.store.read.one('associates', { email: house.people[0]?.email ?? '' }))?.portrait ?? '';
    expect(first).toMatch(/^[0-9a-f]{32}\.webp$/);
    expect(await findPortrait(rig.ports, first)).toMatchObject({ type: 'image/webp' });
    expect(Buffer.from((await findPortrait(rig.ports, first))?.bytes ?? [])).toEqual(webp('one'));
    expect((await apply(house, [['portraits/camille.webp', webp('one')]])).changes).toEqual([]);
    const told = await apply(house, [['portraits/camille.webp', webp('two')]]);
    expect(told.changes).toMatchObject([{ kind: 'person_changed', says: expect.stringContaining('portrait') }]);
  });

  it('is served while somebody of the house shows it, and no longer', async () => {
    const house = await withPortrait('a.webp');
    await apply(house, [['a.webp', webp('one')]]);
    const { people } = house;
    const file = (await rig.store.read.one('associates', { email: people[0]?.email ?? '' }))?.portrait ?? '';
    expect(await findPortrait(rig.ports, file)).not.toBeNull();
    await apply({ ...house, people: people.slice(1) });
    expect(await findPortrait(rig.ports, file)).toBeNull();
    await apply(house, [['a.webp', webp('one')]]);
    expect(await findPortrait(rig.ports, file)).not.toBeNull();
    // Another picture in its place, and none at all.
    await apply(house, [['a.webp', webp('two')]]);
    expect(await findPortrait(rig.ports, file)).toBeNull();
  });

  it.each([
    [
      'is more than a picture: it carries EXIF; save it without metadata, for example with `exiftool -all= FILE`',
      webp('', [webpPart('EXIF', Buffer.from('GPS'))]),
    ],
    [
      'is followed by 6 bytes that are no part of the picture; export it again',
      Buffer.concat([webp(), Buffer.from('<html>')]),
    ],
    ['is not there', undefined],
    ['is neither WebP nor PNG nor JPEG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['is neither WebP nor PNG nor JPEG', Buffer.from('')],
    ['is larger than 200 KB', webp('x'.repeat(200 * 1024))],
  ])('is refused by name when it %s', async (why, bytes) => {
    const told = await apply(await withPortrait('a.webp'), bytes ? [['a.webp', bytes]] : []);
    expect(told).toMatchObject({ applied: false, problems: [`people.0.portrait: "a.webp" ${why}`] });
    expect(await rig.store.read.count('portraits', {})).toBe(0);
  });
});
