import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { run } from '../../server/cli/salon.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { Postgres } from '../helpers/postgres.ts';
import { call, chat } from '../helpers/rig.ts';
import { PLAIN, type Said, walk } from './journey.ts';

/* P01: one person of a house: everything of hers found, exported, and forgotten, here and in every backup. */

const HER: Said = {
  message: 'CanaryMessage, is it there?',
  answer: 'CanaryAnswer, it is, dear CanaryName',
  name: 'CanaryName Martin',
  phone: '+33 6 55 44 33 22',
  product: {
    ...{ name: 'CanaryProduct', sku: 'CanarySku' },
    url: 'https://maison.example/CanaryPage',
    image: 'https://maison.example/CanaryImage',
  },
  headers: {},
};
const E_MAIL = 'canary.mail@her.example';
const CANARY = /canary|655443322|6 55 44 33 22/i;

let home: string;
let relay: Relay | undefined;
let log: string;
let env: Record<string, string>;
const ends: (() => unknown)[] = [];

async function start(dataDir = join(home, 'data')): Promise<Relay> {
  env = { ...env, DATA_DIR: dataDir, INIT_CWD: home, DEMO: '1', PORT: '0', SIGN_INS_PER_MIN: '1000' };
  env = { ...env, CALLS_PER_NUMBER_PER_DAY: '100', CALLS_PER_ADDRESS_PER_DAY: '100' };
  const said = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  relay = await startRelay(readConfig(env), { log: pino({ level: 'trace' }, said) });
  return relay;
}
const stop = async () => {
  await relay?.stop();
  relay = undefined;
};
const salon = (...args: string[]) => run(args, env);
const shop = (): Relay => {
  if (!relay) throw new Error('no relay runs');
  return relay;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'salon-persons-'));
  log = '';
  env = {};
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await stop();
  rmSync(home, { recursive: true, force: true });
});

/** She chats, is answered, is called, writes again, and asks for a call that is still to come; an e-mail is known too. */
async function visit(said: Said = HER, rings = false) {
  const walked = await walk(shop().url, said);
  ends.push(walked.end);
  const { shopper, desk, conversation } = walked;
  const asked = call(Date.now(), { name: said.name, phone: said.phone, product: said.product });
  const { request } = await shopper.ok('request.open', asked);
  const offer = await desk.until(() => desk.heard('offer').find((one) => one.request === request.id));
  if (!rings) await desk.ok('offer.decline', { offer: offer.id });
  const [row] = await shop().ports.store.read.all('conversations', { id: conversation });
  const person = row?.shopper ?? '';
  if (said !== HER) return { ...walked, request, offer, person };
  await shop().ports.store.commit(conversation, async (tx) => {
    const phone = await tx.one('contacts', { person });
    if (phone) await tx.insert('contacts', { ...phone, id: tx.id(), kind: 'email', value: E_MAIL, shown: E_MAIL });
    const by = { kind: 'associate' as const, id: 'x', name: 'Camille', title: '', place: null };
    const whisper = { kind: 'message' as const, body: { text: 'CanaryWhisper, she is in a hurry' } };
    await tx.append(conversation, 'staff', [{ id: tx.id(), author: 'x', by: by as never, ...whisper }]);
    await tx.insert('links', {
      brand: row?.brand ?? '',
      shopper: person,
      person,
      proof: 'CanaryProof',
      at: 1,
      cause: null,
    });
    return { ok: true };
  });
  return { ...walked, request, offer, person };
}

/** Whether something of hers stands in any of these files. */
const filesWith = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => CANARY.test(readFileSync(file, 'latin1')));

/** Every row of the store that says something of hers. */
async function rowsWith(): Promise<string[]> {
  const { read } = shop().ports.store;
  const tables = [
    'shoppers',
    'contacts',
    'links',
    'conversations',
    'entries',
    'requests',
    'offers',
    'promises',
    'audit',
  ];
  const found: string[] = [];
  for (const table of tables) {
    for (const row of await read.all(table as 'entries', {})) if (CANARY.test(JSON.stringify(row))) found.push(table);
  }
  return found;
}

describe('a person', () => {
  it('is found by her number, however it is written, her e-mail, and the ids of what is hers', async () => {
    await start();
    const { person, conversation, request } = await visit();
    for (const who of [
      '+33 6 55 44 33 22',
      '0033655443322',
      '06 55 44 33 22',
      E_MAIL.toUpperCase(),
      person,
      conversation,
      request.id,
    ]) {
      const found = await salon('person', 'find', who);
      expect(found.text).toContain(`Reference ${person} (maison-aurele)`);
      expect(found.text).toContain(`name ${HER.name}`);
      expect(found.text).toMatch(new RegExp(`conversation ${conversation}: \\d+ said`));
      expect(found.text).toContain('requests: 3, open: 1');
      expect(found.text).not.toMatch(/CanaryMessage|CanaryWhisper/);
      expect(found).toMatchObject({ code: 0, text: expect.stringContaining('One person found.') });
    }
    expect(await salon('person', 'find', '+33 6 00 00 00 00')).toMatchObject({
      code: 1,
      text: 'Nobody is known by +33 6 00 00 00 00.',
    });
    for (const who of ['Claire', '12', '0 00000', '%', "'; drop table entries"]) {
      expect(await salon('person', 'find', who)).toMatchObject({
        code: 1,
        text: expect.stringContaining('Say whom you mean'),
      });
    }
  });

  it('who shares a number with another is listed beside her, and nothing is done to either', async () => {
    await start();
    const one = await visit();
    const two = await visit({ ...PLAIN, phone: '+33 6 12 34 56 78' });
    // A family's telephone, given at another time.
    await shop().ports.store.commit(two.person, async (tx) => {
      await tx.touch('contacts', { person: two.person }, { value: '+33655443322' });
      return { ok: true };
    });
    for (const verb of ['export', 'erase']) {
      const told = await salon('person', verb, HER.phone, ...(verb === 'erase' ? ['--yes'] : []));
      expect(told.code).toBe(1);
      expect(told.text).toContain(`Reference ${one.person}`);
      expect(told.text).toContain(`Reference ${two.person}`);
      expect(told.text).toContain('nothing was done: say which, by her reference');
    }
    expect(existsSync(join(home, 'data', 'strikes.log'))).toBe(false);
    expect((await salon('person', 'erase', one.person, '--yes')).code).toBe(0);
    expect((await salon('person', 'find', HER.phone)).text).toContain('One person found.');
    expect((await salon('person', 'find', two.person)).text).toContain(`name ${PLAIN.name}`);
  });

  it('is exported whole, into a new file of its owner alone, without what would open her session', async () => {
    await start();
    const { person, token } = await visit();
    expect(await salon('person', 'export', person, 'her.json')).toMatchObject({
      code: 0,
      text: expect.stringContaining('Written to'),
    });
    const file = join(home, 'her.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    const { tables } = JSON.parse(text) as { tables: Record<string, object[]> };
    expect(Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length > 0]))).toMatchObject({
      ...{ shoppers: true, contacts: true, conversations: true, entries: true, requests: true, promises: true },
    });
    for (const said of [HER.message, HER.answer, HER.name, '+33655443322', E_MAIL, 'CanarySku', 'CanaryWhisper'])
      expect(text).toContain(said);
    expect(text).not.toContain(token);
    expect(text).not.toContain('"hash"');
    expect(await salon('person', 'export', person, 'her.json')).toMatchObject({
      code: 1,
      text: expect.stringContaining('is there already'),
    });
    expect((await salon('person', 'export', 'no-one@her.example', 'none.json')).code).toBe(1);
    expect(existsSync(join(home, 'none.json'))).toBe(false);
    expect(JSON.parse((await salon('person', 'export', person)).text)).toMatchObject({ v: 1, person });
  });

  it('is erased only when that is confirmed', async () => {
    await start();
    const { person } = await visit();
    const told = await salon('person', 'erase', person);
    expect(told).toMatchObject({ code: 1, text: expect.stringContaining(`person erase ${person} --yes`) });
    expect(told.text).toContain(`name ${HER.name}`);
    expect(await rowsWith()).not.toEqual([]);
  });
});

describe('an erased person', () => {
  it('is gone from the store, its log, the relay’s log, later exports and backups, and from an older backup restored', async () => {
    await start();
    const her = await visit();
    const other = await visit({ ...PLAIN, phone: '+33 6 12 34 56 78' });
    expect(filesWith(join(home, 'data'))).not.toEqual([]);
    expect((await salon('backup', 'older.db')).code).toBe(0);
    const told = await salon('person', 'erase', HER.phone, '--yes');
    expect(told.text).toMatch(/is erased: \d+ entries struck, 1 open requests ended, her sessions are over\./);
    expect(told.code).toBe(0);
    expect(told.text).not.toMatch(CANARY);

    expect(filesWith(join(home, 'data'))).toEqual([]);
    expect(log.length).toBeGreaterThan(1_000);
    expect(log).not.toMatch(CANARY);
    expect((await salon('person', 'find', her.person)).text).toContain(', erased');
    expect((await salon('person', 'export', her.person)).text).not.toMatch(CANARY);
    expect(await salon('person', 'erase', her.person, '--yes')).toMatchObject({
      code: 1,
      text: expect.stringContaining('She was erased before'),
    });
    expect((await salon('backup', 'newer.db')).code).toBe(0);
    expect(readFileSync(join(home, 'newer.db'), 'latin1')).not.toMatch(CANARY);
    // What she agreed to, and that it was erased, can still be shown; of whom, by ids alone.
    const { read } = shop().ports.store;
    expect(await read.all('contacts', { person: her.person })).toMatchObject([
      { value: null, shown: null, consent: { notice: '1' }, struckAt: expect.any(Number) },
      { value: null, shown: null },
      { value: null, shown: null },
    ]);
    expect(await read.count('audit', { action: 'person.erased', subject: her.person })).toBe(1);
    expect(await read.count('callCounts', { request: her.request.id })).toBe(0);
    expect(await read.count('entries', { conversation: other.conversation, kind: 'struck' })).toBe(0);

    await stop();
    const restored = await salon('restore', 'older.db');
    expect(restored.text).toContain(
      '1 strikes noted; 0 had come back and are struck again. 1 person had come back and are erased again.',
    );
    expect(filesWith(join(home, 'data'))).toEqual([]);
    await start();
    expect(await rowsWith()).toEqual([]);
    expect((await salon('person', 'find', other.person)).text).toContain(`name ${PLAIN.name}`);
  });

  it('is heard of by every open screen: her page is told to forget, the desk drops her words, her name and the ring', async () => {
    await start();
    const { desk, shopper, conversation, request, offer, token } = await visit(HER, true);
    expect(offer.name).toBe('CanaryName');
    await desk.until(() => JSON.stringify(desk.told).includes('CanaryWhisper'));
    desk.told.length = 0;
    expect((await salon('person', 'erase', conversation, '--yes')).code).toBe(0);
    await shopper.until(() => shopper.heard('signed_out').find(({ reason }) => reason === 'forgotten'));
    await desk.until(() => desk.heard('offer').find((one) => one.id === offer.id && one.state === 'withdrawn'));
    const struck = () =>
      desk
        .heard('entries')
        .flatMap(({ entries }) => entries)
        .filter(({ kind }) => kind === 'struck');
    await desk.until(() => struck().length >= 4);
    await desk.until(() => desk.heard('request').find((one) => one.name === null && one.product === null));
    await desk.until(() => desk.heard('card').find((one) => one.id === conversation && one.shopper.name === null));
    expect(JSON.stringify(desk.told)).not.toMatch(CANARY);
    const page = await desk.ok('entries.after', { conversation, after: 0 });
    expect(JSON.stringify(page)).not.toMatch(CANARY);
    expect(await shop().ports.store.read.one('requests', { id: request.id })).toMatchObject({
      state: 'withdrawn',
      holder: null,
    });
    expect(await shop().ports.store.read.all('promises', { request: request.id })).toMatchObject([
      { state: 'withdrawn', cause: 'erased' },
    ]);
    const [camille] = await shop().ports.store.read.all('associates', { email: 'associate@maison-aurele.example' });
    expect(camille?.taken).toBe(0);
    expect(
      (await fetch(`${shop().url}/api/requests`, { headers: { authorization: `Bearer ${token}`, origin: shop().url } }))
        .status,
    ).toBe(401);
    expect(await desk.raw('entries.append', { conversation, entries: [message('CanaryLate')] })).toMatchObject({
      ok: false,
    });
  });

  it('who goes on speaking meanwhile has not a word left, whichever came first', async () => {
    await start();
    const { desk, shopper, conversation } = await visit();
    const { request } = await shopper.ok('request.open', chat(Date.now(), 'CanaryAgain'));
    const offer = await desk.until(() => desk.heard('offer').find((one) => one.request === request.id));
    await desk.ok('offer.accept', { offer: offer.id });
    let over = false;
    const speak = async (end: { raw(event: string, ...args: unknown[]): Promise<unknown> }) => {
      while (!over)
        await end.raw('entries.append', { conversation, entries: [message('CanaryMeanwhile')] }).catch(() => {});
    };
    const speaking = [speak(desk), speak(shopper)];
    const opening = shopper
      .raw('request.open', call(Date.now(), { name: 'CanaryLate', phone: HER.phone }))
      .catch(() => {});
    expect((await salon('person', 'erase', conversation, '--yes')).code).toBe(0);
    over = true;
    shopper.close();
    await Promise.all([...speaking, opening]);
    expect(await rowsWith()).toEqual([]);
    expect(filesWith(join(home, 'data'))).toEqual([]);
  });
});

const message = (text: string) => ({ id: makeId(Date.now()), kind: 'message' as const, body: { text } });

describe('on a Postgres', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await Postgres.start();
  }, 60_000);
  afterAll(() => postgres.stop());

  it('an erased person is gone from every table, and stays gone where a dump of before is put in place', async () => {
    env = { DATABASE_URL: await postgres.database() };
    await start();
    const { person } = await visit();
    const database = new URL(env.DATABASE_URL ?? '').pathname.slice(1);
    const copy = `${database}_copy`;
    await postgres.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and false`,
    );
    expect(await everyRowOf(database)).toMatch(CANARY);
    await stop();
    await postgres.ask(`create database ${copy} template ${database}`);
    await start();
    expect((await salon('person', 'erase', person, '--yes')).code).toBe(0);
    expect(await everyRowOf(database)).not.toMatch(CANARY);
    await stop();
    env = { ...env, DATABASE_URL: postgres.urlOf(copy) };
    expect((await salon('strikes', 'replay')).text).toContain('1 person had come back and are erased again.');
    expect(await everyRowOf(copy)).not.toMatch(CANARY);
  });

  async function everyRowOf(database: string): Promise<string> {
    const tables = await postgres.ask(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
      database,
    );
    let all = '';
    for (const { name } of tables) all += JSON.stringify(await postgres.ask(`select * from ${name}`, database));
    return all;
  }
});
