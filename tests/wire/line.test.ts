import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chat } from '../helpers/rig.ts';
import { startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
beforeEach(async () => {
  wire = await startWire();
});
afterEach(() => wire.end());

describe('the line without screens', () => {
  test('a shopper asks, the associate is rung, accepts, and they talk', async () => {
    const camille = await wire.free('Camille');
    const claire = await wire.shopper();
    const opened = await claire.ok('request.open', chat(wire.rig.clock.now(), 'Is the carré in stock?'));
    expect(opened.request).toMatchObject({ state: 'offered', asking: [{ name: 'Camille' }] });
    const offer = await camille.until(() => camille.heard('offer').find((one) => one.state === 'open'));
    expect(offer).toMatchObject({ request: opened.request.id, text: 'Is the carré in stock?' });
    const accepted = await camille.ok('offer.accept', { offer: offer.id });
    expect(accepted.card).toMatchObject({ id: opened.conversation, writable: true });
    const held = await claire.until(() => claire.heard('request').find((one) => one.state === 'assigned'));
    expect(held.holder).toMatchObject({ name: 'Camille', place: { city: 'Paris' } });
    const { conversation } = opened;
    const said = await camille.ok('entries.append', { conversation, entries: [wire.message('Bonjour, it is.')] });
    const heard = await claire.until(() =>
      claire
        .heard('entries')
        .flatMap((told) => told.entries)
        .find((entry) => entry.id === said.entries[0]?.id),
    );
    expect(heard).toEqual(said.entries[0]);
    expect(heard.by).toEqual({
      ...{ kind: 'associate', id: wire.rig.cast.Camille.id, name: 'Camille', title: 'Client advisor' },
      ...{ place: 'Boutique paris', portrait: null },
    });
  });

  test('the snapshot is told before anything else, and is empty before the first Send', async () => {
    const claire = await wire.shopper();
    expect(claire.told[0]?.event).toBe('snapshot');
    const { now } = wire.rig.clock;
    const shopper = claire.asking.id;
    const empty = { now: now(), protocol: 1, shopper, name: null, conversation: null, requests: [] };
    expect(claire.heard('snapshot')).toEqual([empty]);
  });

  test('an offer that nobody takes leaves a promise, and she is told where and when', async () => {
    const claire = await wire.shopper();
    const opened = await claire.ok('request.open', chat(wire.rig.clock.now()));
    expect(opened.request).toMatchObject({ kind: 'left_message', state: 'later', place: { city: 'Paris' } });
    const promised = claire.heard('entries').flatMap((told) => told.entries);
    expect(promised.map((entry) => entry.kind)).toEqual(['message', 'promised']);
  });
});
