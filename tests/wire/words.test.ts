import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { START_AT } from '../helpers/cast.ts';
import { call, chat } from '../helpers/rig.ts';
import { type DeskEnd, type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let camille: DeskEnd;
let claire: ShopperEnd;
let conversation: string;
let request: string;
beforeEach(async () => {
  wire = await startWire();
  camille = await wire.free('Camille');
  claire = await wire.shopper();
  const opened = await claire.ok('request.open', chat(wire.rig.clock.now()));
  conversation = opened.conversation;
  request = opened.request.id;
  const offer = await camille.until(() => camille.heard('offer')[0]);
  await camille.ok('offer.accept', { offer: offer.id });
  wire.rig.clock.forward(1_000);
});
afterEach(() => wire.end());

const open = () => wire.rig.store.read.all('requests', { conversation, endedAt: null });
const end = (field: 'blockedAt' | 'endedAt') =>
  wire.rig.store.commit(claire.asking.id, async (tx) => {
    await tx.update('shoppers', { id: claire.asking.id }, { [field]: tx.now });
    return { ok: true };
  });

describe('no shopper’s word without a request', () => {
  test('T18: words that come with a second ask wait for the holder like any other', async () => {
    await camille.ok('entries.append', { conversation, entries: [wire.message('Bonjour Madame')] });
    wire.rig.clock.forward(1_000);
    const asked = wire.rig.clock.now();
    const second = await claire.ok('request.open', chat(asked, 'And from my other tab?'));
    expect(second.request).toMatchObject({ id: request, state: 'assigned' });
    expect(await open()).toMatchObject([{ id: request, unansweredAt: asked, lookAt: asked + 180_000 }]);
    const told = await camille.until(() => camille.heard('request').find((one) => one.unansweredAt === asked));
    expect(told.id).toBe(request);
  });

  test('T18: words that come with an ask sent again after it was done resume it', async () => {
    await camille.ok('request.done', { request, seen: 99 });
    const again = { ...chat(wire.rig.clock.now(), 'One more thing'), id: request };
    const answer = await claire.ok('request.open', again);
    expect(answer.request).toMatchObject({ id: request, state: 'resumed' });
    expect(await open()).toMatchObject([{ id: request, state: 'resumed' }]);
    expect(await claire.ok('request.open', again)).toMatchObject({ entries: answer.entries });
  });

  test('T18: an ask repeated word for word after it was done changes nothing', async () => {
    const ask = chat(wire.rig.clock.now(), 'Is anybody there?');
    const marie = await wire.shopper();
    const first = await marie.ok('request.open', ask);
    await marie.ok('request.withdraw', { request: first.request.id });
    const again = await marie.ok('request.open', ask);
    expect(again).toMatchObject({ request: { state: 'withdrawn' }, entries: first.entries });
    expect(await wire.rig.store.read.count('requests', { shopper: marie.asking.id, endedAt: null })).toBe(0);
  });

  test('an answer to a thread that was done needs a seat, which a ring takes too', async () => {
    await wire.rig.store.commit(wire.rig.cast.Camille.id, async (tx) => {
      await tx.update('associates', { id: wire.rig.cast.Camille.id }, { capacity: 1 });
      return { ok: true };
    });
    await camille.ok('request.done', { request, seen: 99 });
    await claire.ok('entries.append', { conversation, entries: [wire.message('One more thing')] });
    const marie = await wire.shopper();
    await marie.ok('request.open', chat(wire.rig.clock.now()));
    await camille.until(() =>
      camille.heard('offer').find((offer) => offer.state === 'open' && offer.request !== request),
    );
    const entries = [wire.message('Gladly')];
    const answer = await camille.send('entries.append', { conversation, entries });
    expect(answer).toMatchObject({ ok: false, error: { code: 'no_room' } });
  });

  test('a word written while only a call is open opens a live request of its own', async () => {
    const marie = await wire.shopper();
    const called = await marie.ok('request.open', call(wire.rig.clock.now()));
    await marie.ok('entries.append', { conversation: called.conversation, entries: [wire.message('Or write to me')] });
    const requests = await wire.rig.store.read.all('requests', { conversation: called.conversation, endedAt: null });
    expect(requests.map((row) => row.kind).sort()).toEqual(['callback', 'chat']);
  });
});

describe('R16: refused for good', () => {
  test('a blocked session is told so, for every ask and word; what was said stays to be read', async () => {
    await end('blockedAt');
    const entries = [wire.message('hello?')];
    const blocked = { ok: false, error: { code: 'blocked', message: expect.any(String) } };
    expect(await claire.send('entries.append', { conversation, entries })).toEqual(blocked);
    expect(await claire.send('request.open', chat(wire.rig.clock.now()))).toEqual(blocked);
    expect((await claire.ok('entries.after', { conversation })).entries).not.toEqual([]);
    expect(camille.heard('entries').flatMap((told) => told.entries.map((entry) => entry.id))).not.toContain(
      entries[0]?.id,
    );
  });

  test('a session that was ended says so', async () => {
    await end('endedAt');
    const signedOut = { ok: false, error: { code: 'signed_out' } };
    const entries = [wire.message('hello?')];
    expect(await claire.send('entries.append', { conversation, entries })).toMatchObject(signedOut);
    expect(await claire.send('request.open', chat(wire.rig.clock.now()))).toMatchObject(signedOut);
  });

  test('an associate who held it may read on, and is told that she may not write', async () => {
    await camille.ok('request.done', { request, seen: 99 });
    const entries = [wire.message('one more thing from me')];
    const answer = await camille.send('entries.append', { conversation, entries });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_open' } });
    expect((await camille.ok('entries.after', { conversation })).head).toBeGreaterThan(2);
  });

  test('a number that the house may not call is refused beside its field', async () => {
    const marie = await wire.shopper();
    for (const phone of ['12', 'not a number']) {
      const answer = await marie.send('request.open', call(START_AT, { phone }));
      expect(answer).toMatchObject({ ok: false, error: { code: 'phone_number', field: 'phone' } });
    }
    for (const phone of ['+1 900 555 0199', '+882 16 5551 2345']) {
      const answer = await marie.send('request.open', call(START_AT, { phone }));
      expect(answer).toMatchObject({ ok: false, error: { code: 'call_not_possible' } });
    }
    expect(await wire.rig.store.read.count('contacts', {})).toBe(0);
  });
});

describe('A10: nothing crosses to another house', () => {
  test('its desks hear, list and are offered nothing of this one’s', async () => {
    const noor = await wire.free('Noor');
    const marie = await wire.shopper();
    await marie.ok('request.open', chat(wire.rig.clock.now()));
    await marie.ok('request.open', call(wire.rig.clock.now()));
    await claire.ok('entries.append', { conversation, entries: [wire.message('between us')] });
    await claire.ok('typing', { conversation, on: true });
    await wire.rig.sweep();
    await noor.raw('ping', {});
    expect(new Set(noor.told.map((one) => one.event))).toEqual(new Set(['snapshot', 'availability']));
    expect(await noor.ok('conversations.page', {})).toMatchObject({ cards: [], more: false });
    expect(await noor.ok('promises.page', { from: 0, to: 9e15 })).toMatchObject({ promises: [], more: false });
  });

  test('a manager opens a thread within her reach, and that is written down; beyond it, it is not there', async () => {
    const ines = await wire.associate('Ines');
    const marie = await wire.shopper();
    const paris = await marie.ok('request.open', call(wire.rig.clock.now()));
    const opened = await ines.ok('conversations.open', { conversation: paris.conversation });
    expect(opened.card).toMatchObject({ id: paris.conversation, writable: false, request: { phone: null } });
    expect(await wire.rig.store.read.all('audit', {})).toMatchObject([
      { actor: wire.rig.cast.Ines.id, action: 'thread_opened', subject: paris.conversation },
    ]);
    const entries = [wire.message('May I?')];
    const thread = { conversation: paris.conversation };
    expect(await ines.send('entries.append', { ...thread, entries })).toMatchObject({ error: { code: 'not_found' } });
    expect(await camille.send('conversations.open', thread)).toMatchObject({ error: { code: 'not_found' } });
  });
});
