import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { turnRequest } from '../../server/actions/turn-request.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import type { Name } from '../helpers/cast.ts';
import { breaches } from '../helpers/invariants.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

const ringing = async (request: string) =>
  (await rig.offers(request)).filter(({ state }) => state === 'open').map(({ associate }) => rig.nameOf(associate));

const knows = (name: Name, category: string) =>
  rig.store.commit(name, async (tx) => {
    await tx.update('associates', { id: rig.cast[name].id }, { expertise: [category] });
    return { ok: true };
  });

describe('nothing of one state is left behind in the next', () => {
  test('what was late when she took her ask back is late no more on any desk', async () => {
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper);
    await rig.accepts('Camille', request.id);
    await rig.passWith(95_000, 'Camille');
    expect(await rig.request(request.id)).toMatchObject({ away: true, nudgedAt: expect.any(Number) });
    expect(await withdrawRequest(rig.ports, shopper, request.id)).toMatchObject({ ok: true, request: { away: false } });
    expect(await rig.request(request.id)).toMatchObject({ state: 'withdrawn', nudgedAt: null, heldAt: null });
  });

  test('a call that nobody could take begins anew with the best, whoever was asked before', async () => {
    await rig.arrives('Camille');
    const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    await rig.sweep();
    expect(await ringing(request.id)).toEqual(['Camille']);
    await rig.passWith(70_000, 'Camille');
    expect(await rig.request(request.id)).toMatchObject({ state: 'waiting' });
    await rig.arrives('Luc', 'Sophie');
    await rig.sweep();
    expect(await ringing(request.id)).toHaveLength(1);
    expect(await breaches(rig.store)).toEqual([]);
  });

  test('whoever let a chat lie is not the first to be asked for the message that it became', async () => {
    await knows('Luc', 'Watches');
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper, { product: { name: 'Chronographe', category: 'Watches' } });
    await rig.accepts('Camille', request.id);
    await rig.passWith(125_000, 'Camille');
    expect(await rig.request(request.id)).toMatchObject({ state: 'offered', lastHolder: rig.cast.Camille.id });
    const into = { request: request.id, id: makeId(rig.clock.now()), into: 'left_message' } as const;
    expect(await turnRequest(rig.ports, shopper, into)).toMatchObject({ ok: true });
    await rig.arrives('Luc');
    await rig.sweep();
    expect(await ringing(into.id)).toEqual(['Luc']);
    expect(await breaches(rig.store)).toEqual([]);
  });
});

test('the life of a request is written down in one file; what else is written of it is who asked for what', () => {
  const room = new URL('../../server/actions/', import.meta.url);
  const sources = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const writing = sources.filter((file) =>
    /\.(insert|update|touch)\(\s*'requests'/.test(readFileSync(new URL(file, room), 'utf8')),
  );
  expect(writing.sort()).toEqual(['erase-person.ts', 'steps/request-row.ts', 'strike-entry.ts']);
});
