import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../server/cli/salon.ts';
import { isAlive, readRelayFile, removeRelayFile, writeRelayFile } from '../../server/operation/relay-file.ts';
import { startEdge } from '../http/edge.ts';
import { maison } from '../http/houses.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'salon-command-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** `salon …` on data of this test. */
const salon = (args: string[], env: Record<string, string> = {}) => run(args, { DATA_DIR: dir, INIT_CWD: dir, ...env });

function houseFile(house: object = maison): void {
  writeFileSync(join(dir, 'house.json'), JSON.stringify(house));
}

describe('salon, where no relay runs', () => {
  it('applies a house file, shows the difference, and again changes nothing', async () => {
    houseFile();
    const dry = await salon(['house', 'apply', 'house.json', '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.text).toContain('7 changes; nothing was applied, this was a dry run.');
    const first = await salon(['house', 'apply', 'house.json']);
    expect(first.text.split('\n').slice(0, 4)).toEqual([
      'La Maison (maison)',
      '  + brand maison: new, La Maison',
      '  + place paris: new, Rue de la Paix, Paris',
      '  + place tokyo: new, Ginza, Tokyo',
    ]);
    expect(first.text).toContain('7 changes applied.');
    expect((await salon(['house', 'apply', 'house.json'])).text.trim()).toBe(
      'La Maison (maison) is already as the file says.',
    );
    const invited = await salon(['invite', 'luc@maison.example']);
    expect(invited.text).toMatch(
      /Luc \(luc@maison\.example, La Maison\).*\n\n {2}http:\/\/localhost:4000\/console\/#invite=/,
    );
    expect((await salon(['first-manager'])).text).toContain('Ines');
  });

  it('O01: names what is wrong, and applies nothing', async () => {
    houseFile({ ...maison, people: [{ ...maison.people[0], portrait: 'none.webp' }, { emial: 'x' }] });
    const wrong = await salon(['house', 'apply', 'house.json']);
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain('people.1.emial: there is no such key');
    houseFile({ ...maison, people: [{ ...maison.people[0], portrait: '../../etc/hostname' }] });
    expect((await salon(['house', 'apply', 'house.json'])).text).toContain('"../../etc/hostname" is not there');
    // What is there and cannot be read is not said to be missing.
    mkdirSync(join(dir, 'folder.webp'));
    houseFile({ ...maison, people: [{ ...maison.people[0], portrait: 'folder.webp' }] });
    expect((await salon(['house', 'apply', 'house.json'])).text).toMatch(/cannot be read: its portrait .* \(EISDIR/);
    expect((await salon(['house', 'apply', 'nowhere.json'])).text).toContain('there is no such file');
    expect((await salon(['first-manager'])).text).toContain('There is no house yet');
  });

  it.each<[string[], RegExp]>([
    [[], /^Usage:/],
    [['house'], /^There is no command "house"\./],
    [['house', 'apply'], /^"house apply" wants one word more\./],
    [['invite'], /^"invite" wants one word more\./],
    [['dance'], /^There is no command "dance"\./],
    [['toString'], /^There is no command "toString"\./],
    [['invite', 'a@b.example', '--loud'], /^Unknown option '--loud'\./],
    [['invite', 'a@b.example', '--yes'], /^"invite" has no option --yes\./],
    [['backup', 'one', 'two'], /^"backup" does not know what to do with "two"/],
    [['backup', ''], /^One of the words is empty\./],
    [['check', 'all'], /^"check" does not know/],
    [['check', '--dry-run'], /^"check" has no option --dry-run\./],
    [['restore'], /^"restore" wants one word more\./],
    [['strike', 'a'], /^"strike" wants one word more\./],
    [['strike', 'a', 'b', '--reason', 'anger'], /^--reason is one of erased, retention, taken_back\./],
    [['person', 'erase', '--yes'], /^"person erase" wants one word more\./],
    [['person', 'find', '+33', '6', '12'], /^"person find" does not know what to do with "6 12"; .* in quotes\./],
    [['person', 'find', 'x', '--yes'], /^"person find" has no option --yes\./],
  ])('refuses %s by saying what is wrong with it, and how it is used', async (args, says) => {
    const told = await salon(args);
    expect(told).toEqual({ code: 2, text: expect.stringMatching(says) });
    expect(told.text).toMatch(/Usage: npm run salon/);
  });

  it('is a command whose exit code says how it went', { timeout: 30_000 }, async () => {
    const [code, err] = await new Promise<[unknown, string]>((settle) => {
      const { NODE_ENV: _, ...env } = process.env;
      const options = { cwd: root, env: { ...env, DATA_DIR: dir } };
      execFile(process.execPath, ['server/cli/salon.ts', 'first-manager'], options, (error, _out, text) =>
        settle([error?.code, text]),
      );
    });
    expect([code, err]).toEqual([1, expect.stringContaining('There is no house yet')]);
  });

  it('refuses while a relay holds the data and does not answer', async () => {
    await writeRelayFile(dir, { pid: process.pid, url: 'http://127.0.0.1:9', token: 'x'.repeat(43) });
    const told = await salon(['first-manager']);
    expect([told.code, told.text]).toEqual([1, expect.stringContaining('does not answer at http://127.0.0.1:9')]);
    // Nor where nobody can say whether one runs.
    rmSync(join(dir, 'relay.json'));
    mkdirSync(join(dir, 'relay.json'));
    const unknown = await salon(['first-manager']);
    expect([unknown.code, unknown.text]).toEqual([1, expect.stringContaining('whether a relay runs is not known')]);
    rmSync(join(dir, 'relay.json'), { recursive: true });
    // A file that a killed relay left behind stands in nobody's way.
    await writeRelayFile(dir, { pid: 2 ** 22 + 1, url: 'http://127.0.0.1:9', token: 'x'.repeat(43) });
    expect((await salon(['first-manager'])).text).toContain('There is no house yet');
  });
});

describe('salon, where a relay runs', () => {
  it('goes through it', async () => {
    const edge = await startEdge();
    await writeRelayFile(dir, { pid: process.pid, url: edge.url, token: edge.adminToken });
    houseFile({ ...maison, brand: { ...maison.brand, name: 'La Grande Maison' } });
    const told = await salon(['house', 'apply', 'house.json'], { NODE_ENV: 'production' });
    expect(told.text).toContain('~ brand: name "La Maison" -> "La Grande Maison"');
    expect(edge.news).toContainEqual({ what: 'house', brand: 'maison' });
    const link = await salon(['invite', 'luc@maison.example']);
    expect(link.text).toContain(`${edge.config.publicUrl}/console/#invite=`);
    expect((await salon(['invite', 'nobody@maison.example'])).text).toContain('Nobody of a house has the e-mail');
    await edge.close();
  });
});

describe('relay.json', () => {
  it('is read by its owner alone, and goes with the relay that wrote it', async () => {
    const relay = { pid: process.pid, url: 'http://127.0.0.1:4000', token: 'x'.repeat(43) };
    await writeRelayFile(dir, relay);
    expect(statSync(join(dir, 'relay.json')).mode & 0o777).toBe(0o600);
    expect(await readRelayFile(dir)).toEqual(relay);
    await removeRelayFile(dir, process.pid + 1);
    expect(await readRelayFile(dir)).toEqual(relay);
    await removeRelayFile(dir, process.pid);
    expect(await readRelayFile(dir)).toBeNull();
  });

  it('is nothing when it is broken, or leads away from this machine', async () => {
    const path = join(dir, 'relay.json');
    writeFileSync(path, '{"pid":');
    expect(await readRelayFile(dir)).toBeNull();
    writeFileSync(path, JSON.stringify({ pid: 1, url: 'https://evil.example', token: 'x'.repeat(43) }));
    expect(await readRelayFile(dir)).toBeNull();
    expect(readFileSync(path, 'utf8')).toContain('evil');
    expect(isAlive(process.pid)).toBe(true);
  });
});
