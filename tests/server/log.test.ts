import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorAsLogged } from '../../server/log.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { BRAND, type Said, walk } from '../operation/journey.ts';

const CANARY = 'Canary';
const SAID: Said = {
  message: `${CANARY}Message, is it there?`,
  answer: `${CANARY}Answer, it is`,
  name: `${CANARY}Name`,
  phone: '+33 6 55 44 33 22',
  product: {
    ...{ name: `${CANARY}Product`, sku: `${CANARY}Sku` },
    url: `https://maison.example/${CANARY}Page`,
    image: `https://maison.example/${CANARY}Image`,
  },
  headers: {
    'user-agent': `Mozilla/5.0 ${CANARY}Agent`,
    referer: `https://maison.example/${CANARY}Referrer?q=${CANARY}Query`,
    'accept-language': `fr-${CANARY}Language`,
    'x-forwarded-for': '203.0.113.77',
  },
};
const ESC = '\u001b';
const FAKE = '{"level":60, "msg":"forged"}';

let relay: RelayProcess;
let secrets: string[];
beforeAll(async () => {
  const env = { DEMO: '1', LOG_LEVEL: 'trace', SESSIONS_PER_MIN: '1000', SIGN_INS_PER_MIN: '1000' };
  relay = await RelayProcess.start({ script: ['server/main.ts'], env });
  const walked = await walk(relay.url, SAID);
  secrets = [walked.token, ...walked.cookie.split(/; |=/).filter((part) => part.length > 20)];
  await beRefused(walked);
  await fail(walked);
  walked.end();
  // The last that it says of all this; what it wrote before has come by then.
  await vi.waitFor(() => expect(parsed().filter(({ msg }) => msg === 'went')).toHaveLength(2), { timeout: 10_000 });
}, 120_000);
afterAll(() => relay?.stop());

type Walked = Awaited<ReturnType<typeof walk>>;

/** Everything that is answered with a no. */
async function beRefused({ ask, desk, shopper, conversation }: Walked): Promise<void> {
  await ask('POST', '/api/console/sign-in', { email: `${CANARY}.mail@maison.example`, password: `${CANARY}Password` });
  for (let i = 0; i < 25; i++) {
    await ask('POST', '/api/console/sign-in', {
      email: 'manager@maison-aurele.example',
      password: `${CANARY}Password`,
    });
  }
  await ask('POST', '/api/console/invitations', {
    secret: `${CANARY}Secret`.padEnd(43, 'x'),
    password: `${CANARY}Password`,
  });
  await ask('POST', '/api/sessions', `{"brand": "${CANARY}Brand`);
  await ask('GET', `/api/presence?brand=${BRAND}&locale=${CANARY}Locale`);
  await ask('GET', '/api/requests', undefined, { authorization: `Bearer ${CANARY}Token`.padEnd(60, 'x') });
  await ask('GET', '/api/console/me', undefined, { cookie: `salon-sign-in=${CANARY}Cookie` });
  await shopper.raw('entries.append', {
    conversation,
    entries: [{ kind: 'message', body: { text: `${CANARY}Text` } }],
  });
  await shopper.raw(`${CANARY}.event`, { text: `${CANARY}Text` });
  shopper.socket.emit('entries.append', { text: `${CANARY}Text` });
  await desk.raw('conversations.open', { conversation: '01a20cff-7d00-7638-b1c6-000000000000' });
  await desk.raw('entries.append', `${CANARY}Text`.repeat(20_000));
}

/** What was never to happen: the table of entries is gone, and of sessions. */
async function fail({ ask, shopper, conversation }: Walked): Promise<void> {
  const store = new DatabaseSync(join(relay.dataDir, 'salon.db'), { timeout: 5_000 });
  store.exec('alter table "entries" rename to "gone"; alter table "shoppers" rename to "gone_too"');
  store.close();
  const id = '01a20cff-7d00-7638-b1c6-e21f15092fc5';
  const entries = [{ id, kind: 'message' as const, body: { text: SAID.message } }];
  expect(await shopper.raw('entries.append', { conversation, entries })).toMatchObject({
    error: { code: 'unexpected' },
  });
  expect((await ask('POST', '/api/sessions', { brand: BRAND })).status).toBe(500);
}

const lines = () => relay.log.split('\n').filter((line) => line.startsWith('{'));
const parsed = () => lines().map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log of a relay at its most talkative', () => {
  it('says what happened, by the ids of requests and sockets', () => {
    const said = (with_: object) => expect(parsed()).toContainEqual(expect.objectContaining(with_));
    said({ msg: 'answered', request: expect.any(String), route: '/api/sessions', status: 200 });
    said({ msg: 'answered', route: '/api/console/sign-in', status: 401, code: 'wrong_credentials' });
    said({ msg: 'answered', socket: expect.any(String), event: 'entries.append', code: 'ok' });
    said({ msg: 'answered', event: 'unknown', code: 'unknown_event' });
    said({ msg: 'came', socket: expect.any(String), namespace: 'console', transport: 'websocket' });
    said({
      msg: 'a command failed',
      event: 'entries.append',
      err: expect.objectContaining({ stack: expect.any(String) }),
    });
    said({ msg: 'a request failed', request: expect.any(String) });
    said({ msg: 'many wrong passwords for one account within an hour' });
  });

  it('holds nothing of what was said, by whom, from where, or of any secret', () => {
    expect(relay.log.length).toBeGreaterThan(5_000);
    expect(relay.log).not.toMatch(/canary/i);
    const own = [
      'Camille',
      'Laurent',
      'Claire',
      '55443322',
      '6 55 44 33 22',
      '203.0.113.77',
      'Mozilla',
      'salon-sign-in=',
    ];
    const log = lines().join('\n');
    for (const word of [...own, ...secrets, 'manager@']) expect(log).not.toContain(word);
  });

  it.each([
    ['as they are, in the path', `/api/${ESC}[31mred\u009b2J`, 'plain'],
    ['in the path, escaped', `/api/%1B%5B31mred%0D%0A${encodeURIComponent(FAKE)}%C2%9B`, 'plain'],
    [
      'in the path, with quotes and bytes beyond ASCII',
      `/api/",${FAKE.replaceAll(' ', '')}\u009b\u2028${'x'.repeat(900)}`,
      'plain',
    ],
    ['in the user agent', '/api/agent', `${ESC}[2J${ESC}]0;owned\u0007`],
    ['in the user agent, on a line of its own', '/api/agent', `plain\r\n${FAKE}`],
    ['in the query', `/api/query?${ESC}[31m=%0A${FAKE.replaceAll(' ', '')}`, 'plain'],
  ])('X10: newlines, false JSON and ANSI codes that come %s stay one escaped line', async (_where, path, agent) => {
    const lost = () => lines().filter((line) => JSON.parse(line).status === 404);
    const before = lost().length;
    const told = await raw(`GET ${path} HTTP/1.1\r\nhost: relay\r\nuser-agent: ${agent}\r\nconnection: close\r\n\r\n`);
    // What Node's parser does not take for HTTP at all, it refuses before anybody logs it.
    if (told.startsWith('HTTP/1.1 404')) await vi.waitFor(() => expect(lost().length).toBe(before + 1));
    else expect(told).toMatch(/^HTTP\/1\.1 400/);
    for (const line of lost().slice(before)) {
      expect(JSON.parse(line)).toMatchObject({ msg: 'answered', method: 'GET', level: 30 });
      expect(line).toMatch(/^[\x20-\x7e]{1,600}$/);
    }
    expect(parsed().filter(({ msg }) => msg === 'forged')).toEqual([]);
    expect(relay.log).not.toContain(ESC);
  });
});

/** Bytes as somebody sends them who keeps to no rules; gives what came back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(relay.url).port), 'localhost', () => socket.write(bytes, 'utf8'));
    let told = '';
    socket.setEncoding('utf8').on('data', (text) => {
      told += text;
    });
    socket.on('close', () => resolve(told)).on('error', reject);
  });
}

describe('an error as it is logged', () => {
  it('has its name, code, message and frames, and nothing that a driver hung on it', () => {
    const error = Object.assign(new Error('duplicate key value'), {
      ...{
        code: '23505',
        detail: 'Key (email)=(claire@maison.example) already exists.',
        where: 'Claire',
        row: { a: 1 },
      },
    });
    const logged = errorAsLogged(new Error('the store does not answer', { cause: error }));
    expect(logged).toMatchObject({ type: 'Error', cause: { code: '23505', message: 'duplicate key value' } });
    expect(JSON.stringify(logged)).not.toMatch(/claire/i);
  });

  it('repeats nothing of what a parser could not read', () => {
    const logged = (() => {
      try {
        return JSON.parse('{"text":"Bonjour Claire');
      } catch (error) {
        return JSON.stringify(errorAsLogged(error));
      }
    })();
    expect(logged).toContain('SyntaxError');
    expect(logged).not.toContain('Claire');
    expect(errorAsLogged('Bonjour Claire')).toEqual({ type: 'string', message: '' });
  });
});
