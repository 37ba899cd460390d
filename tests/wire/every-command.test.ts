import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consoleCommands } from '../../protocol/console.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { shopperCommands } from '../../protocol/shopper.ts';
import { jsonBytes } from '../../protocol/text.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import type { End, Namespace } from '../helpers/wire-end.ts';
import { consoleRows, type Row, shopperRows } from './command-rows.ts';
import { clearScenes, type Scene, sceneOf } from './command-scene.ts';

/*
 * Every command of both event maps against everything a stranger might send in its place. Generated: a command that
 * is added to a map is tried here at once, and does not compile without its row.
 */

const HOSTILE_KEYS = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
const withHostileKeys = (payload: object): object => {
  const rest = JSON.stringify(payload).slice(1, -1);
  return JSON.parse(`{${HOSTILE_KEYS}${rest ? `,${rest}` : ''}}`);
};
/** As many bytes as wanted, as JSON. */
const sized = (payload: object, bytes: number): object => {
  const pad = bytes - jsonBytes({ ...payload, pad: '' });
  return { ...payload, pad: 'x'.repeat(pad) };
};

let wire: Wire;
beforeAll(async () => {
  wire = await startWire({ capacity: 12 });
});
afterAll(() => wire.end());

/** Who asks for her own things; and, where being of the house is not enough, somebody whose reach ends elsewhere. */
interface Side {
  who(mine: Scene): string;
  connect(mine: Scene): Promise<End<Namespace>>;
  beyond: (() => Promise<End<Namespace>>) | null;
}

function tryCommand(event: string, row: Row<object>, side: Side): void {
  let mine: Scene;
  let end: End<Namespace>;
  beforeEach(async () => {
    mine = await sceneOf(wire, 'Camille');
    end = await side.connect(mine);
  });
  afterEach(async () => {
    end.close();
    wire.breakStore(false);
    await clearScenes(wire);
    wire.probes.length = 0;
    wire.logged.length = 0;
  });
  const told = () => wire.rig.news.length;

  test('A08: malformed in every way, and it answers with a code', async () => {
    const before = told();
    const good = row.of(mine);
    for (const wrong of [null, [], [good], 7, 'text', true]) {
      expect([wrong, await end.raw(event, wrong)]).toMatchObject([
        wrong,
        { ok: false, error: { code: 'bad_payload' } },
      ]);
    }
    expect(await end.raw(event)).toMatchObject({ error: { code: 'bad_payload' } });
    expect(await end.raw(event, good, good)).toMatchObject({ error: { code: 'bad_payload' } });
    expect(await end.raw(event, null, good)).toMatchObject({ error: { code: 'bad_payload' } });
    expect(told()).toBe(before);
    expect(end.socket.connected).toBe(true);
  });

  test('A08: without an acknowledgement it is not carried out, and that is said', async () => {
    const before = told();
    end.socket.emit(event, row.of(mine));
    const refused = await end.until(() => end.told.find((one) => one.event === 'refused'));
    expect(refused.payload).toEqual({ code: 'no_ack', event });
    expect(told()).toBe(before);
  });

  test('L08: one byte over the limit is too large', async () => {
    const over = sized(row.of(mine), LIMITS.eventBytes + 1);
    expect(await end.raw(event, over)).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });

  test('X07: keys that reach for prototypes are not read, and nothing is polluted', async () => {
    const good = row.of(mine);
    const inherited = JSON.parse(`{"__proto__":${JSON.stringify(good)}}`);
    const answer = await end.raw(event, inherited);
    if (row.names) expect(answer).toMatchObject({ ok: false, error: { code: 'bad_payload' } });
    expect(await end.raw(event, withHostileKeys(good))).toMatchObject({ ok: true, now: wire.rig.clock.now() });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('A09: when what it stands on breaks, it says so, logs no word of the payload, and goes on', async () => {
    const payload = row.of(mine);
    wire.breakStore(true);
    const answer = await end.raw(event, { ...payload, secret: 'her own words' });
    if (event === 'ping') expect(answer).toMatchObject({ ok: true });
    else {
      expect(answer).toEqual({ ok: false, error: { code: 'unexpected', message: expect.any(String) } });
      expect(wire.logged).toEqual([expect.stringContaining(`"event":"${event}"`)]);
      const words = Object.values(payload).filter((value) => typeof value === 'string' && value.length > 8);
      for (const word of ['her own words', ...words]) expect(wire.logged.join()).not.toContain(word);
    }
    wire.breakStore(false);
    expect(await end.raw(event, payload)).toMatchObject({ ok: true });
  });

  if (!row.names) return;

  test('A05, A10: what is a stranger’s, or another house’s, is not there, and is noted', async () => {
    for (const name of ['Luc', 'Noor'] as const) {
      const theirs = row.of(await sceneOf(wire, name));
      const before = told();
      wire.probes.length = 0;
      expect(await end.raw(event, theirs)).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(wire.probes).toMatchObject([{ event, asking: { id: side.who(mine) } }]);
      expect(told()).toBe(before);
    }
    const nowhere = row.of({
      ...mine,
      conversation: wire.id(),
      request: wire.id(),
      call: wire.id(),
      offer: wire.id(),
      promise: wire.id(),
    });
    if (event !== 'request.open') expect(await end.raw(event, nowhere)).toMatchObject({ error: { code: 'not_found' } });
  });

  const { beyond } = side;
  if (!beyond) return;

  test('A05: a reach that does not go so far finds nothing', async () => {
    const manager = await beyond();
    const tokyo = row.of(await sceneOf(wire, 'Aiko'));
    expect(await manager.raw(event, tokyo)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    manager.close();
  });
}

const shopperSide: Side = {
  who: (mine) => mine.shopper.id,
  connect: (mine) => wire.shopper(mine.shopper),
  beyond: null,
};
const deskSide: Side = {
  who: () => wire.rig.cast.Camille.id,
  connect: () => wire.associate('Camille'),
  beyond: () => wire.associate('Ines'),
};

describe('every command of a shopper', () => {
  test('has its row', () => {
    expect(Object.keys(shopperRows).sort()).toEqual(Object.keys(shopperCommands).sort());
  });
  describe.each(Object.entries<Row<object>>(shopperRows))('%s', (event, row) => tryCommand(event, row, shopperSide));
});

describe('every command of the console', () => {
  test('has its row', () => {
    expect(Object.keys(consoleRows).sort()).toEqual(Object.keys(consoleCommands).sort());
  });
  describe.each(Object.entries<Row<object>>(consoleRows))('%s', (event, row) => tryCommand(event, row, deskSide));
});
