import { describe, expect, it } from 'vitest';
import type { Presence, RequestAnswer, RequestsAnswer, Session, Slots } from '../../protocol/http.ts';
import { makeId } from '../../protocol/id.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { renewLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { codeOf, type Edge, ORIGINS, useEdge } from './edge.ts';
import { MAISON, NOOR, START_AT } from './houses.ts';

const edge = useEdge();
const HOUR_MS = 3600_000;

async function arrives(...names: string[]): Promise<void> {
  const { ports, store } = edge();
  for (const firstName of names) {
    const row = await store.read.one('associates', { firstName });
    if (!row) throw new Error(`no ${firstName}`);
    const asking = { kind: 'associate', id: row.id, brand: row.brand } as const;
    await renewLease(ports, asking, { socket: firstName, node: 'one' });
    await setAvailability(ports, asking, true);
  }
}

const presence = async (query = 'brand=maison&locale=fr-FR&zone=Europe%2FParis') =>
  (await edge().ask('GET', `/api/presence?${query}`)).body as Presence;
const slots = async (query: string) => (await edge().ask('GET', `/api/slots?${query}`)).body as Slots;

async function asksForCall(of: Edge, token: string, set: object = {}) {
  const body = {
    ...{ id: makeId(of.clock.at), kind: 'callback', name: 'Claire Martin', phone: '06 12 34 56 78' },
    ...{ when: { kind: 'asap' }, locale: 'fr', zone: 'Europe/Paris', notice: '1' },
    ...set,
  };
  return of.ask('POST', '/api/requests', { token, body });
}
const requestOf = (told: { body: unknown }): ShopperRequest => (told.body as RequestAnswer).request;

describe('GET /api/presence', () => {
  it('T11: says where and from when it is answered, when nobody is free', async () => {
    expect(await presence()).toMatchObject({
      ...{ ok: true, now: START_AT, protocol: 1, free: false, people: [], channels: ['chat', 'callback'] },
      ...{ brand: { id: MAISON, name: 'La Maison' }, notice: { version: '1', url: 'https://maison.example/privacy' } },
      // Paris is open, so a message left now is answered within the hour.
      there: { kind: 'nobody_here', place: { id: 'paris', zone: 'Europe/Paris' }, at: START_AT + HOUR_MS },
    });
    edge().clock.at = Date.UTC(2026, 10, 24, 20, 0);
    const closed = { kind: 'closed', place: { id: 'paris' }, at: Date.UTC(2026, 10, 25, 9, 0) };
    expect((await presence()).there).toMatchObject(closed);
  });

  it('shows who is free in her language, nearest first, and nothing that is private', async () => {
    await arrives('Aiko', 'Camille', 'Luc');
    const french = await presence();
    expect(french).toMatchObject({ free: true, there: { kind: 'free' } });
    expect(french.people.map(({ name }) => name)).toEqual(['Camille', 'Luc']);
    expect(JSON.stringify(french)).not.toMatch(/Durand|@|password/);
    const english = await presence('brand=maison&locale=en&zone=Asia%2FTokyo');
    expect(english.people.map(({ name }) => name)).toEqual(['Aiko', 'Camille', 'Luc']);
    expect((await presence('brand=maison&locale=it')).free).toBe(false);
  });

  it('does not show somebody whom a request rings already', async () => {
    await arrives('Camille');
    const { token } = await edge().session();
    await asksForCall(edge(), token);
    expect(await presence()).toMatchObject({ free: false, people: [] });
  });

  it('keeps quiet where the house wants no presence', async () => {
    await arrives('Camille');
    await edge().store.commit('t', async (tx) => {
      const brand = await tx.one('brands', { id: MAISON });
      if (brand) await tx.update('brands', { id: MAISON }, { policy: { ...brand.policy, presence: false } });
      tx.tell({ what: 'house', brand: MAISON });
      return { ok: true };
    });
    expect(await presence()).toMatchObject({ ok: true, free: false, people: [], there: { kind: 'untold' } });
  });

  it('P04: sets no cookie, needs no credentials, and is not logged', async () => {
    const told = await edge().ask('GET', '/api/presence?brand=maison');
    expect(told.headers['set-cookie']).toBeUndefined();
    expect(told.headers['access-control-allow-credentials']).toBeUndefined();
    expect(told.headers).toMatchObject({ vary: 'Origin', 'referrer-policy': 'no-referrer' });
    expect(edge().lines).toEqual([]);
    expect(await edge().store.read.count('shoppers', {})).toBe(0);
  });
});

describe('case 01: hints of a page that are none', () => {
  const HINTS = ['en_US', 'x-default', 'en_GB.UTF-8', '', 'C', 'pt_BR@euro', '%00', '%D8%00', 'a'.repeat(500)];

  it.each(HINTS)('refuse neither who is there nor the times: %s', async (hint) => {
    for (const path of [
      `presence?brand=maison&locale=${hint}&zone=${hint}`,
      `presence?brand=maison&locale=${hint}&locale=fr&zone[a]=b`,
      `slots?brand=maison&language=${hint}&zone=${hint}&place=${hint}`,
      'slots?brand=maison&zone=undefined',
    ]) {
      expect([path, (await edge().ask('GET', `/api/${path}`)).status]).toEqual([path, 200]);
    }
  });

  it('nor an ask for a call', async () => {
    const { token } = await edge().session();
    const product = { name: 'Carré', price: { amount: 420 }, image: `https://maison.example/${'i'.repeat(3_000)}` };
    const hints = { locale: 'en_US', zone: 'Etc/Unknown', notice: null, wishes: { place: 'Paris!' }, product };
    const told = await asksForCall(edge(), token, { phone: '+33 6 12 34 56 78', ...hints });
    expect(requestOf(told)).toMatchObject({ kind: 'callback', language: 'en-US' });
    const [kept] = await edge().store.read.all('requests', {});
    expect(kept).toMatchObject({ zone: 'UTC', notice: '', wishes: {}, product: { name: 'Carré' } });
  });
});

describe('GET /api/slots', () => {
  it('gives times of the place in days of hers, none in her night', async () => {
    const told = await slots('brand=maison&language=fr&zone=America%2FNew_York');
    expect(told).toMatchObject({ ok: true, place: { id: 'paris' } });
    // Paris closes at 19:00, which is 13:00 in New York; before 09:00 of hers nobody rings.
    const all = told.days.flatMap((day) => day.slots);
    const hours = all.map(({ startAt }) => new Date(startAt).getUTCHours() - 5);
    expect(all.length).toBeGreaterThan(0);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...hours)).toBeLessThan(13);
  });

  it('takes the place asked for where it serves her language, else the nearest', async () => {
    const asked = await slots('brand=maison&language=en&zone=Europe%2FParis&place=tokyo');
    expect(asked).toMatchObject({ place: { id: 'tokyo' }, places: [{ id: 'paris' }] });
    expect(await slots('brand=maison&language=ja&zone=Europe%2FParis&place=paris')).toMatchObject({
      place: { id: 'tokyo' },
    });
  });

  it('says when "as soon as possible" would be', async () => {
    edge().clock.at = Date.UTC(2026, 10, 24, 20, 0);
    const query = 'brand=maison&language=fr&zone=Europe%2FParis';
    const closed = { kind: 'closed', place: { id: 'paris' }, at: Date.UTC(2026, 10, 25, 9, 0) };
    expect((await slots(query)).asap).toMatchObject(closed);
    await arrives('Camille');
    expect((await slots(query)).asap).toEqual({ kind: 'free' });
  });

  it('leaves out a time that is full', async () => {
    const query = 'brand=maison&language=fr&zone=Europe%2FParis';
    const first = (await slots(query)).days[0]?.slots[0]?.startAt ?? 0;
    await edge().store.commit('t', async (tx) => {
      await tx.insert('slots', { brand: MAISON, place: 'paris', startAt: first, taken: 3, capacity: 3 });
      return { ok: true };
    });
    expect((await slots(query)).days[0]?.slots.map(({ startAt }) => startAt)).not.toContain(first);
  });
});

describe('a session', () => {
  it('A15: is minted by the relay, whatever the page proposes', async () => {
    const proposed = { shopper: 'mine', token: 'x'.repeat(43), conversation: 'mine' };
    const told = await edge().ask('POST', '/api/sessions', { body: { brand: MAISON, ...proposed } });
    const session = told.body as Session;
    expect(session.token).toMatch(/^[\w-]{43}$/);
    expect([session.token, session.shopper]).not.toContain(proposed.token);
    expect(session.shopper).not.toBe('mine');
    const rows = await edge().store.read.all('tokens', {});
    expect(rows).toMatchObject([{ shopper: session.shopper, brand: MAISON }]);
    expect(JSON.stringify(rows)).not.toContain(session.token);
    expect(await edge().store.read.count('conversations', {})).toBe(0);
  });

  it('has one answer for an unknown house and a page that is not of it', async () => {
    const unknown = await edge().ask('POST', '/api/sessions', { body: { brand: 'nowhere' } });
    const foreign = await edge().ask('POST', '/api/sessions', { body: { brand: NOOR } });
    expect([unknown.status, unknown.text]).toEqual([foreign.status, foreign.text]);
    expect(codeOf(unknown)).toBe('origin');
  });

  it('P06: is forgotten: the token is dead, the live request withdrawn, the call stands', async () => {
    await arrives('Camille');
    const { token, shopper } = await edge().session();
    const live = await edge().ask('POST', '/api/requests', {
      token,
      body: {
        ...{ id: makeId(START_AT), kind: 'chat', locale: 'fr', zone: 'Europe/Paris', notice: '1' },
        entries: [{ id: makeId(START_AT), kind: 'message', body: { text: 'Bonjour' } }],
      },
    });
    const call = await asksForCall(edge(), token);
    const told = await edge().ask('DELETE', '/api/sessions', { token });
    expect(told.status).toBe(200);
    const states = await edge().store.read.all('requests', { shopper }, { by: 'openedAt' });
    expect(states.find(({ id }) => id === requestOf(live).id)?.state).toBe('withdrawn');
    expect(states.find(({ id }) => id === requestOf(call).id)?.state).not.toBe('withdrawn');
    expect(codeOf(await edge().ask('GET', '/api/requests', { token }))).toBe('signed_out');
    expect(edge().news.at(-1)).toEqual({ what: 'ended', room: `shopper:${shopper}`, reason: 'forgotten' });
    expect(await edge().store.read.count('audit', { action: 'session.forgotten' })).toBe(1);
  });
});

describe('a call, over plain HTTP', () => {
  it('is asked for, read back, moved and withdrawn', async () => {
    const { token } = await edge().session();
    const asked = await asksForCall(edge(), token);
    expect(requestOf(asked)).toMatchObject({
      ...{ kind: 'callback', asap: true, name: 'Claire Martin', phone: '+33 6 12 34 56 78', place: { id: 'paris' } },
    });
    const { id } = requestOf(asked);
    const startAt = (await slots('brand=maison&language=fr&zone=Europe%2FParis')).days[1]?.slots[0]?.startAt ?? 0;
    const when = { kind: 'slot', place: 'paris', startAt };
    const moved = await edge().ask('POST', `/api/requests/${id}/move`, { token, body: { when } });
    expect(requestOf(moved)).toMatchObject({ id, asap: false, dueAt: startAt });
    const listed = (await edge().ask('GET', '/api/requests', { token })).body as RequestsAnswer;
    expect(listed.requests.map((request) => [request.id, request.dueAt])).toEqual([[id, startAt]]);
    const withdrawn = await edge().ask('POST', `/api/requests/${id}/withdraw`, { token, body: {} });
    expect(requestOf(withdrawn).state).toBe('withdrawn');
    const again = await edge().ask('POST', `/api/requests/${id}/move`, { token, body: { when } });
    expect([again.status, codeOf(again)]).toEqual([409, 'not_open']);
  });

  it('is asked for once, however often it is sent', async () => {
    const { token } = await edge().session();
    const id = makeId(START_AT);
    const [first, second] = [await asksForCall(edge(), token, { id }), await asksForCall(edge(), token, { id })];
    expect(requestOf(second).id).toBe(requestOf(first).id);
    expect(await edge().store.read.count('promises', {})).toBe(1);
  });

  it.each([
    ['no number', { phone: '123' }, 422, 'phone_number'],
    ['a premium number', { phone: '+33 899 70 00 00' }, 422, 'call_not_possible'],
    ['a number of no country, from nowhere', { phone: '07400 123456', zone: 'UTC' }, 422, 'phone_number'],
    ['no name', { name: '   ' }, 400, 'bad_payload'],
    ['a time that is over', { when: { kind: 'slot', place: 'paris', startAt: 1 } }, 409, 'slot_closed'],
    ['a place of another house', { when: { kind: 'slot', place: 'dubai', startAt: START_AT } }, 409, 'slot_closed'],
  ])('W08: is refused politely with %s', async (_what, set, status, code) => {
    const { token } = await edge().session();
    const told = await asksForCall(edge(), token, set);
    expect([told.status, codeOf(told)]).toEqual([status, code]);
    expect(await edge().store.read.count('requests', {})).toBe(0);
  });

  it('A10: is read by nobody of another house', async () => {
    const mine = await edge().session();
    const theirs = await edge().session(NOOR);
    await asksForCall(edge(), mine.token);
    const told = await edge().ask('GET', '/api/requests', { token: theirs.token, origin: ORIGINS[NOOR] ?? null });
    expect(told.body).toMatchObject({ ok: true, requests: [] });
  });
});
