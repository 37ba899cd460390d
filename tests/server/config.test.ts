import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ownOrigins, readConfig, readDataDir, WrongSettings } from '../../server/config.ts';

const PRODUCTION = { NODE_ENV: 'production', PUBLIC_URL: 'https://salon.example' };

/** The lines that an operator reads. */
function wrong(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof WrongSettings)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('are good ones when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      ...{ port: 4000, host: null, dataDir: './data', storeFile: 'data/salon.db', publicUrl: 'http://localhost:4000' },
      ...{ own: ['http://localhost:4000', 'http://127.0.0.1:4000'], trustProxy: null, production: false },
      ...{ logLevel: 'info', metricsToken: null, testClock: false, demo: true },
    });
  });

  it('count as unset where they are empty, and pass over what is not theirs', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: ' ', TRUST_PROXY: '', HOME: '/root', PORTO: '1' })).toEqual(
      readConfig({}),
    );
  });

  it('are read as they are meant', () => {
    const config = readConfig({
      PORT: '8080',
      PUBLIC_URL: 'https://salon.example/',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      DEMO: '0',
    });
    expect(config).toMatchObject({
      ...{ port: 8080, publicUrl: 'https://salon.example', trustProxy: ['10.0.0.0/8', '::1'], demo: false },
      own: ['https://salon.example', 'http://localhost:8080', 'http://127.0.0.1:8080'],
    });
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(readConfig({ TRUST_PROXY: '0' }).trustProxy).toBeNull();
    expect(readConfig({ ADMIT_PER_S: '50' }).limits.admitPerS).toBe(50);
  });

  it.each([
    ['PORT', 'x', 'PORT must be a port number from 0 to 65535; it is "x".'],
    ['PORT', '65536', 'PORT must be a port number from 0 to 65535; it is "65536".'],
    ['PORT', '80.5', 'PORT must be a port number from 0 to 65535; it is "80.5".'],
    [
      'PUBLIC_URL',
      'salon.example',
      'PUBLIC_URL must be an address like https://salon.example.com, with nothing behind the host and port; it is "salon.example".',
    ],
    ['ADMIT_PER_S', '0', 'ADMIT_PER_S must be a whole number from 1 on; it is "0".'],
    ['DEMO', 'yes', 'DEMO must be 1 to apply the demo house to an empty store, or 0; it is "yes".'],
    ['METRICS_TOKEN', 'short', 'METRICS_TOKEN must be a secret of at least 20 characters.'],
  ])('that are wrong are named with what was expected: %s=%s', (name, value, line) => {
    expect(wrong({ [name]: value })).toEqual([line]);
  });

  it.each([
    'https://salon.example/path',
    'ftp://salon.example',
    'https://me:word@salon.example',
    'https://s.example?x=1',
  ])('take no address like %s', (url) => {
    expect(wrong({ PUBLIC_URL: url })).toHaveLength(1);
  });

  it.each(['yes', 'proxy.example', '300.1.1.1', '10.0.0.0/33', '10.0.0.1/8/8', '127.0.0.1,,', '-1', '100'])(
    'trust no proxy like %s',
    (proxy) => {
      expect(wrong({ TRUST_PROXY: proxy })).toEqual([expect.stringContaining('how many proxies stand in front')]);
    },
  );

  it('are all named at once', () => {
    expect(wrong({ PORT: 'x', LOG_LEVEL: 'loud' })).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('LOG_LEVEL'),
    ]);
  });
});

describe('C09: production', () => {
  it('starts with an https address, and is its own origin alone', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ production: true, demo: false, own: ['https://salon.example'] });
  });

  it.each([
    [{ PUBLIC_URL: '' }, 'PUBLIC_URL must be set in production'],
    [{ PUBLIC_URL: 'http://salon.example' }, 'PUBLIC_URL must begin with https: in production'],
    [{ TEST_CLOCK: '1' }, 'TEST_CLOCK is for tests'],
    [{ DEMO: '1' }, 'DEMO gives everybody one known password'],
    [{ METRICS_TOKEN: 'change-me-change-me-change-me' }, 'METRICS_TOKEN is an example'],
  ])('refuses %o and says why', (env, why) => {
    expect(wrong({ ...PRODUCTION, ...env })).toEqual([expect.stringContaining(why)]);
  });
});

describe("the relay's own origins", () => {
  it('are those of this machine too, but in production', () => {
    expect(ownOrigins('http://localhost:4187', 4187, false)).toEqual([
      'http://localhost:4187',
      'http://127.0.0.1:4187',
    ]);
    expect(ownOrigins('https://salon.example', 4187, true)).toEqual(['https://salon.example']);
  });
});

it('a command knows the data without the other settings', () => {
  expect(readDataDir({ NODE_ENV: 'production' })).toBe('./data');
  expect(readDataDir({ DATA_DIR: '/srv/salon' })).toBe('/srv/salon');
});

it('the README names no setting that there is not, and each but limits and what is for tests', () => {
  const [, table = ''] = /\n\| Setting \|.*\n.*\n((?:\|.*\n)+)/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const firsts = table.split('\n').map((row) => row.split('|')[1] ?? '');
  const named = firsts.flatMap((first) =>
    [...first.matchAll(/`([A-Z_]+)(…?)/g)].map(([, name = '', more]) => [name, more]),
  );
  const known = [...readFileSync('server/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): /gm)].map(
    ([, name = '']) => name,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(
    named.filter(([name = '', more]) => !known.some((one) => (more ? one.startsWith(name) : one === name))),
  ).toEqual([]);
  const said = new Set(named.map(([name]) => name));
  expect(known.filter((name) => !said.has(name) && !name.includes('_PER_'))).toEqual(['TEST_CLOCK']);
});
