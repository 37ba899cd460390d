import { beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../protocol/http.ts';
import { findSignIn } from '../../server/actions/find-sign-in.ts';
import { inviteAssociate } from '../../server/actions/invite.ts';
import { signInToken } from '../../server/http/cookies.ts';
import { codeOf, type Told, useEdge } from './edge.ts';

const edge = useEdge();
const EMAIL = 'camille@maison.example';
const PASSWORD = 'a long password';
const HOUR_MS = 3600_000;

beforeEach(() => edge().password(EMAIL, PASSWORD));

const ask = (method: 'GET' | 'POST', path: string, body?: object, cookie?: string) =>
  edge().ask(method, `/api/console/${path}`, {
    origin: edge().config.publicUrl,
    ...(body ? { body } : {}),
    ...(cookie ? { headers: { cookie } } : {}),
  });
const signIn = (cookie?: string, password = PASSWORD, email = EMAIL) =>
  ask('POST', 'sign-in', { email, password }, cookie);

/** What a browser would send back. */
const cookieOf = (told: Told): string =>
  (told.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ');
const idOf = async (cookie: string) =>
  (await findSignIn(edge().ports, signInToken(cookie, edge().config.publicUrl) ?? ''))?.id;

async function invited(email = EMAIL): Promise<string> {
  const answer = await inviteAssociate(edge().ports, email);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.secret;
}

describe('signing in', () => {
  it('says who she is, by a cookie that no script reads and no other site sends', async () => {
    const told = await signIn();
    expect((told.body as SignedIn).me).toMatchObject({
      ...{ email: EMAIL, name: 'Camille', brand: 'maison', house: 'La Maison', role: 'associate', reach: 'own' },
      place: { id: 'paris' },
    });
    const [session, device] = told.headers['set-cookie'] ?? [];
    expect(session).toMatch(/^salon=[\w-]{43}; Max-Age=86400; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(/^salon-device=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    expect(told.text).not.toMatch(/[\w-]{43}/);
    expect((await ask('GET', 'me', undefined, cookieOf(told))).body).toMatchObject({ ok: true, me: { email: EMAIL } });
  });

  it('takes the e-mail as people type it', async () => {
    expect((await signIn(undefined, PASSWORD, '  Camille@Maison.EXAMPLE ')).status).toBe(200);
  });

  it('C01: has one answer for a wrong password, an unknown person, one not invited and one removed', async () => {
    await edge().store.commit('t', async (tx) => {
      await tx.update('associates', { email: 'luc@maison.example' }, { password: 'x', disabledAt: tx.now });
      return { ok: true };
    });
    const answers = [
      await signIn(undefined, 'wrong'),
      await signIn(undefined, PASSWORD, 'nobody@maison.example'),
      await signIn(undefined, PASSWORD, 'ines@maison.example'),
      await signIn(undefined, PASSWORD, 'luc@maison.example'),
      await signIn(undefined, PASSWORD, "' or 1=1 --"),
    ];
    for (const told of answers) {
      expect([told.status, codeOf(told), told.text]).toEqual([401, 'wrong_credentials', answers[0]?.text]);
      expect(told.headers['set-cookie']).toBeUndefined();
    }
  });

  it('C03: makes a new session each time, and ends the one that the browser had', async () => {
    const first = cookieOf(await signIn());
    const before = await idOf(first);
    const second = cookieOf(await signIn(first));
    expect(second).not.toBe(first);
    expect(await idOf(second)).not.toBe(before);
    expect(await idOf(first)).toBeUndefined();
    expect(edge().news).toContainEqual({ what: 'ended', room: `signin:${before}`, reason: 'signed_out' });
  });

  it('C03: never takes a session that somebody proposes', async () => {
    const planted = `salon=${'a'.repeat(43)}`;
    const told = await signIn(planted);
    expect(cookieOf(told)).not.toContain('aaaa');
    expect(codeOf(await ask('GET', 'me', undefined, planted))).toBe('not_signed_in');
  });

  it('C11: keeps the device apart from the person', async () => {
    await edge().password('luc@maison.example', PASSWORD);
    const first = cookieOf(await signIn());
    await signIn(first, PASSWORD, 'luc@maison.example');
    const rows = await edge().store.read.all('signIns', {}, { by: 'id' });
    expect(rows).toHaveLength(2);
    expect(rows[0]?.device).toBe(rows[1]?.device);
    expect(rows[0]?.associate).not.toBe(rows[1]?.associate);
    expect(rows.map(({ endedAt }) => endedAt !== null).sort()).toEqual([false, true]);
  });

  it('keeps no secret as it is', async () => {
    const token = signInToken(cookieOf(await signIn()), edge().config.publicUrl) ?? '';
    const kept = JSON.stringify(await edge().store.read.all('signIns', {}));
    expect(token).toHaveLength(43);
    expect(kept).not.toContain(token);
  });
});

describe('a session', () => {
  it('lasts twelve hours from its last use, and a day in all', async () => {
    const cookie = cookieOf(await signIn());
    const isIn = async () => (await ask('GET', 'me', undefined, cookie)).status === 200;
    edge().clock.at += 11 * HOUR_MS;
    expect(await isIn()).toBe(true);
    edge().clock.at += 11 * HOUR_MS;
    expect(await isIn()).toBe(true);
    edge().clock.at += 2 * HOUR_MS;
    expect(await isIn()).toBe(false);
  });

  it('runs out when it is not used', async () => {
    const cookie = cookieOf(await signIn());
    edge().clock.at += 12 * HOUR_MS;
    expect(codeOf(await ask('GET', 'me', undefined, cookie))).toBe('not_signed_in');
  });

  it('ends by signing out, sockets and cookie too', async () => {
    const cookie = cookieOf(await signIn());
    const id = await idOf(cookie);
    const told = await ask('POST', 'sign-out', {}, cookie);
    expect(told.headers['set-cookie']?.[0]).toMatch(/^salon=; .*Expires=Thu, 01 Jan 1970/);
    expect(edge().news).toContainEqual({ what: 'ended', room: `signin:${id}`, reason: 'signed_out' });
    expect(codeOf(await ask('GET', 'me', undefined, cookie))).toBe('not_signed_in');
    expect((await ask('POST', 'sign-out', {}, cookie)).status).toBe(200);
  });

  it('is nothing without its whole secret', async () => {
    const cookie = cookieOf(await signIn());
    for (const wrong of [
      cookie.slice(0, -60),
      'salon=',
      'salon',
      'salon=%00',
      `x${cookie}`,
      `salon=${'x'.repeat(9_000)}`,
    ]) {
      expect(codeOf(await ask('GET', 'me', undefined, wrong))).toBe('not_signed_in');
    }
  });
});

describe('an invitation', () => {
  it('C02: becomes a password once, and ends every session of hers', async () => {
    const cookie = cookieOf(await signIn());
    const secret = await invited();
    const body = { secret, password: 'another long password' };
    expect((await ask('POST', 'invitations', body)).status).toBe(200);
    expect(codeOf(await ask('GET', 'me', undefined, cookie))).toBe('not_signed_in');
    const { id } = (await edge().store.read.one('associates', { email: EMAIL })) ?? {};
    expect(edge().news).toContainEqual({ what: 'ended', room: `associate:${id}`, reason: 'password' });
    expect(codeOf(await signIn())).toBe('wrong_credentials');
    expect((await signIn(undefined, 'another long password')).status).toBe(200);
    const again = await ask('POST', 'invitations', body);
    expect([again.status, codeOf(again)]).toEqual([410, 'link_spent']);
  });

  it('is void after seven days, and when a later one is made', async () => {
    const first = await invited();
    const second = await invited();
    const use = async (secret: string) =>
      codeOf(await ask('POST', 'invitations', { secret, password: 'x'.repeat(10) }));
    expect(await use(first)).toBe('link_spent');
    edge().clock.at += 7 * 24 * HOUR_MS;
    expect(await use(second)).toBe('link_spent');
  });

  it('asks for a password of ten characters', async () => {
    const told = await ask('POST', 'invitations', { secret: await invited(), password: 'short' });
    expect([told.status, codeOf(told)]).toEqual([400, 'bad_payload']);
  });
});
