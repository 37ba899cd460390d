import { describe, expect, it } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { codeOf, type Edge, startEdge, type Told } from './edge.ts';
import { MAISON, START_AT } from './houses.ts';

/** An edge for one test, taken down after it. */
async function withEdge(env: Record<string, string>, test: (edge: Edge) => Promise<void>): Promise<void> {
  const edge = await startEdge({ env });
  try {
    await test(edge);
  } finally {
    await edge.close();
  }
}

const retryOf = (told: Told) => (told.body as { error: { retryInMs: number } }).error.retryInMs;

function expectSlowed(told: Told, withinMs: number): void {
  expect([told.status, codeOf(told)]).toEqual([429, 'slow_down']);
  expect(retryOf(told)).toBeGreaterThan(0);
  expect(retryOf(told)).toBeLessThanOrEqual(withinMs);
  expect(Number(told.headers['retry-after'])).toBe(Math.ceil(retryOf(told) / 1_000));
}

/** Asks so many times and gives the last answer. */
async function times(count: number, ask: (i: number) => Promise<Told>): Promise<Told> {
  let last = await ask(0);
  for (let i = 1; i < count; i++) last = await ask(i);
  return last;
}

describe('limits by address', () => {
  it.each([
    ['sessions', 'SESSIONS_PER_MIN', (edge: Edge) => edge.ask('POST', '/api/sessions', { body: { brand: MAISON } })],
    ['admission', 'ADMIT_PER_S', (edge: Edge) => edge.ask('POST', '/api/sessions', { body: { brand: MAISON } })],
    ['slots', 'READS_PER_MIN', (edge: Edge) => edge.ask('GET', '/api/slots?brand=maison&zone=UTC')],
    ['asks', 'REQUESTS_PER_MIN', (edge: Edge) => edge.ask('POST', '/api/requests', { body: {} })],
  ])('slow down %s with an honest time, before anything is read', (_what, setting, ask) =>
    withEdge({ [setting]: '3' }, async (edge) => {
      expect((await times(3, () => ask(edge))).status).not.toBe(429);
      expectSlowed(await ask(edge), 60_000);
    }),
  );

  it('C01: slow down whoever tries passwords, and leave the owner her own way in', () =>
    withEdge({ SIGN_INS_PER_MIN: '3', TRUST_PROXY: '1' }, async (edge) => {
      await edge.password('camille@maison.example', 'a long password');
      const signIn = (password: string, from: string, email = 'camille@maison.example') =>
        edge.ask('POST', '/api/console/sign-in', {
          ...{ origin: edge.config.publicUrl, body: { email, password } },
          headers: { 'x-forwarded-for': from },
        });
      expect((await times(3, () => signIn('wrong', '192.0.2.1'))).status).toBe(401);
      expectSlowed(await signIn('a long password', '192.0.2.1'), 60_000);
      // An unknown person is slowed alike.
      expect((await times(3, () => signIn('wrong', '192.0.2.2', 'nobody@maison.example'))).status).toBe(401);
      expectSlowed(await signIn('wrong', '192.0.2.2', 'nobody@maison.example'), 60_000);
      expect((await signIn('a long password', '198.51.100.7')).status).toBe(200);
    }));

  it('C01: slow down one password tried over many accounts', () =>
    withEdge({ SIGN_INS_PER_MIN: '3' }, async (edge) => {
      const signIn = (i: number) =>
        edge.ask('POST', '/api/console/sign-in', {
          origin: edge.config.publicUrl,
          body: { email: `person${i}@maison.example`, password: 'Summer2026!' },
        });
      expect((await times(12, signIn)).status).toBe(401);
      expectSlowed(await signIn(13), 60_000);
    }));

  it('C01: sound the alarm when one account is tried from everywhere, and name nobody', () =>
    withEdge({ TRUST_PROXY: '1' }, async (edge) => {
      await times(25, (i) =>
        edge.ask('POST', '/api/console/sign-in', {
          ...{ origin: edge.config.publicUrl, body: { email: 'camille@maison.example', password: 'wrong' } },
          headers: { 'x-forwarded-for': `192.0.2.${i}` },
        }),
      );
      const alarms = edge.lines.filter((line) => line.includes('many wrong passwords'));
      expect(alarms).toHaveLength(1);
      expect(edge.lines.join()).not.toContain('camille@');
      const metrics = await edge.ask('GET', '/metrics');
      expect(metrics.text).toContain('salon_sign_ins_refused_total 25');
    }));
});

describe('calls', () => {
  const asks = async (edge: Edge, set: object = {}) => {
    const { token } = await edge.session();
    const body = {
      ...{ id: makeId(START_AT), kind: 'callback', name: 'Claire', phone: '06 12 34 56 78', when: { kind: 'asap' } },
      ...{ locale: 'fr', zone: 'Europe/Paris', notice: '1' },
      ...set,
    };
    return edge.ask('POST', '/api/requests', { token, body });
  };

  const codes = async (answers: Promise<Told>[]) => (await Promise.all(answers)).map((told) => codeOf(told) ?? 'ok');

  it('W07: to one number stands one, however it is typed and whoever asks, and nothing tells strangers why or when', () =>
    withEdge({ CALLS_PER_NUMBER_AT_ONCE: '1' }, async (edge) => {
      expect((await asks(edge)).status).toBe(200);
      const again = await asks(edge, { phone: '0033612345678' });
      expect([again.status, codeOf(again), again.headers['retry-after']]).toEqual([
        422,
        'call_not_possible',
        undefined,
      ]);
      const premium = await asks(edge, { phone: '+33 892 70 12 39' });
      expect(premium.body).toEqual(again.body);
      expect((await asks(edge, { phone: '06 98 76 54 32' })).status).toBe(200);
      expect(await edge.registry.getSingleMetricAsString('salon_calls_refused_total')).toContain('cause="number"} 1');
    }));

  it('W07: from one address are few a day, and one sent again is one', () =>
    withEdge({ CALLS_PER_ADDRESS_PER_DAY: '2' }, async (edge) => {
      const { token } = await edge.session();
      const body = {
        ...{ id: makeId(START_AT), kind: 'callback', name: 'Claire', phone: '0612345678', when: { kind: 'asap' } },
        ...{ locale: 'fr', zone: 'Europe/Paris', notice: '1' },
      };
      expect((await times(5, () => edge.ask('POST', '/api/requests', { token, body }))).status).toBe(200);
      expect(codeOf(await asks(edge, { phone: '06 98 76 54 32' }))).toBeUndefined();
      expect(codeOf(await asks(edge, { phone: '06 98 76 54 33' }))).toBe('call_not_possible');
      edge.clock.at += 86_400_000;
      expect(codeOf(await asks(edge, { phone: '06 98 76 54 33' }))).toBeUndefined();
    }));

  it('W07: neighbouring numbers are few a day, and the log says so once, without any of them', () =>
    withEdge({ CALLS_PER_RANGE_PER_DAY: '3' }, async (edge) => {
      const phones = Array.from({ length: 40 }, (_, i) => `+336123455${String(i).padStart(2, '0')}`);
      const answers = await codes(phones.map((phone) => asks(edge, { phone })));
      expect(answers.filter((code) => code === 'ok')).toHaveLength(3);
      const alarms = edge.lines.filter((line) => line.includes('neighbouring numbers'));
      expect(alarms).toHaveLength(1);
      expect(alarms.join()).not.toContain('6123455');
    }));

  it('are not counted for a number that nobody may call', () =>
    withEdge({ CALLS_PER_ADDRESS_PER_DAY: '2' }, async (edge) => {
      expect((await times(5, () => asks(edge, { phone: '123' }))).status).toBe(422);
      expect((await asks(edge)).status).toBe(200);
    }));
});

describe('C01: sign-ins of a crowd', () => {
  const LONG = { timeout: 20_000 };

  /** Passwords that are worked out when the test says so, and who asked for each. */
  function gatedPasswords() {
    const begun: string[] = [];
    const waiting: (() => void)[] = [];
    const verify = (_phc: string, password: string) =>
      new Promise<boolean>((go) => {
        begun.push(password);
        waiting.push(() => go(false));
      });
    return { begun, waiting, passwords: { nobody: 'nobody', hash: async () => '', verify } };
  }

  it('are worked out by address in turn: an honest one waits for one of each, not for all', async () => {
    const { begun, waiting, passwords } = gatedPasswords();
    const edge = await startEdge({ env: { TRUST_PROXY: '1' }, passwords });
    const signIn = (password: string, from: string) =>
      edge.ask('POST', '/api/console/sign-in', {
        ...{ origin: edge.config.publicUrl, body: { email: `${password}@maison.example`, password } },
        headers: { 'x-forwarded-for': from },
      });
    // One customer of an IPv6 provider, who has 65,536 homes to come from.
    const crowd = Array.from({ length: 400 }, (_, i) => signIn(`crowd-${i}`, `2001:db8:1:${i.toString(16)}::1`));
    await expect.poll(() => begun.length, LONG).toBe(2);
    let refused = 0;
    for (const one of crowd) void one.then(({ status }) => status === 429 && refused++);
    // What cannot be worked out soon is told so at once.
    await expect.poll(() => refused, LONG).toBe(400 - 102);
    const honest = signIn('honest', '198.51.100.7');
    await expect.poll(() => refused, LONG).toBe(400 - 101);
    while (!begun.includes('honest')) {
      const before = begun.length;
      waiting.shift()?.();
      await expect.poll(() => begun.length, LONG).toBe(before + 1);
    }
    expect(begun.length).toBeLessThanOrEqual(4);
    const finish = setInterval(() => waiting.shift()?.(), 1);
    expect((await honest).status).toBe(401);
    expectSlowed((await Promise.all(crowd)).find(({ status }) => status === 429) as Told, 60_000);
    clearInterval(finish);
    await edge.close();
  });

  it('F14: 400 networks at once keep out nobody who has signed in before, by her device or from her address', async () => {
    const { begun, waiting, passwords } = gatedPasswords();
    const fits = {
      ...passwords,
      verify: async (phc: string, password: string) =>
        (await passwords.verify(phc, password)) || password.startsWith('right'),
    };
    const edge = await startEdge({ env: { TRUST_PROXY: '1' }, passwords: fits });
    await edge.password('camille@maison.example', 'right');
    const finish = () => setInterval(() => waiting.shift()?.(), 1);
    const signIn = (password: string, from: string, cookie?: string) =>
      edge.ask('POST', '/api/console/sign-in', {
        ...{ origin: edge.config.publicUrl, body: { email: 'camille@maison.example', password } },
        headers: { 'x-forwarded-for': from, ...(cookie ? { cookie } : {}) },
      });
    let working = finish();
    const first = await signIn('right', '198.51.100.7');
    expect(first.status).toBe(200);
    clearInterval(working);
    const device = String(first.headers['set-cookie']).match(/[\w-]*salon-device=[\w-]+/)?.[0] ?? '';
    expect(device).not.toBe('');
    begun.length = 0;
    const crowd = Array.from({ length: 400 }, (_, i) => signIn(`crowd-${i}`, `10.1.${i >> 8}.${i & 255}`));
    await expect.poll(() => begun.length, LONG).toBe(2);
    let refused = 0;
    for (const one of crowd) void one.then(({ status }) => status === 429 && refused++);
    await expect.poll(() => refused, LONG).toBe(400 - 102);
    // From another address by her device, from hers without it, and who is not known at all.
    const known = [signIn('right-device', '203.0.113.9', device), signIn('right-address', '198.51.100.7')];
    await expect.poll(() => refused, LONG).toBe(400 - 100);
    expect((await signIn('right-stranger', '203.0.113.10')).status).toBe(429);
    while (!['right-device', 'right-address'].every((one) => begun.includes(one))) {
      const before = begun.length;
      waiting.shift()?.();
      await expect.poll(() => begun.length, LONG).toBe(before + 1);
    }
    expect(begun.length).toBeLessThanOrEqual(2 + 2 * 2);
    working = finish();
    expect((await Promise.all(known)).map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all(crowd);
    clearInterval(working);
    await edge.close();
  });

  it('of a whole IPv6 network are counted together, four times as many as of one home', () =>
    withEdge({ SIGN_INS_PER_MIN: '2', TRUST_PROXY: '1' }, async (edge) => {
      const signIn = (i: number) =>
        edge.ask('POST', '/api/console/sign-in', {
          ...{ origin: edge.config.publicUrl, body: { email: 'camille@maison.example', password: 'wrong' } },
          headers: { 'x-forwarded-for': `[2001:db8:1:${i.toString(16)}::1]:4711` },
        });
      expect((await times(8, signIn)).status).toBe(401);
      expectSlowed(await signIn(8), 60_000);
      // Another customer is not slowed.
      const other = { 'x-forwarded-for': '2001:db8:2::1' };
      const told = await edge.ask('POST', '/api/console/sign-in', {
        ...{ origin: edge.config.publicUrl, body: { email: 'camille@maison.example', password: 'wrong' } },
        headers: other,
      });
      expect(told.status).toBe(401);
    }));
});
