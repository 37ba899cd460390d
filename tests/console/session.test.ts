import { describe, expect, test } from 'vitest';
import type { Call } from '../../console/http.ts';
import { createSession } from '../../console/models/session.ts';
import { type Reply, unreachable } from '../../console/reply.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import { AT, CAMILLE } from './desk-cast.ts';

const yes = { ok: true, now: AT, me: CAMILLE } as const;

/** A relay that answers each path in turn; the last answer stands. */
function answering(answers: Record<string, (typeof yes | RefusalCode | 'silence')[]>) {
  const asked: { path: string; body: object | undefined }[] = [];
  const call: Call = async <T>(_method: string, path: string, body?: object) => {
    asked.push({ path, body });
    const of = answers[path.replace('/api/console/', '')] ?? [];
    const answer = of.length > 1 ? of.shift() : of[0];
    if (answer === undefined || answer === 'silence') return unreachable();
    return (typeof answer === 'string' ? refuse(answer) : answer) as Reply<T>;
  };
  return { call, asked };
}

describe('signing in', () => {
  test('a cookie from before brings her straight to her desk', async () => {
    const session = createSession(answering({ me: [yes] }).call, null);
    await session.look();
    expect(session.state.value).toEqual({ kind: 'signed_in', me: CAMILLE });
  });

  test('e-mail and password, and the cookie that came back', async () => {
    const { call, asked } = answering({ me: ['not_signed_in', yes], 'sign-in': [yes] });
    const session = createSession(call, null);
    await session.look();
    expect(session.state.value).toMatchObject({ kind: 'signed_out', reason: 'first', no: null });
    await session.signIn(' associate@maison-aurele.example ', 'salon-demo');
    expect(asked[1]?.body).toEqual({ email: 'associate@maison-aurele.example', password: 'salon-demo' });
    expect(session.state.value.kind).toBe('signed_in');
  });

  test('a cookie that did not come back is said to need https', async () => {
    const session = createSession(answering({ me: ['not_signed_in'], 'sign-in': [yes] }).call, null);
    await session.signIn('associate@maison-aurele.example', 'salon-demo');
    expect(session.state.value).toMatchObject({ kind: 'signed_out', reason: 'https_needed' });
  });

  test('a refusal stands beside the form with what it says', async () => {
    const session = createSession(answering({ 'sign-in': ['wrong_credentials'] }).call, null);
    await session.signIn('associate@maison-aurele.example', 'salon');
    expect(session.state.value).toMatchObject({ kind: 'signed_out', busy: false, no: { code: 'wrong_credentials' } });
  });

  test('a house out of reach is no sign-out', async () => {
    const session = createSession(answering({ me: ['silence', yes] }).call, null);
    await session.look();
    expect(session.state.value.kind).toBe('unreachable');
    await session.look();
    expect(session.state.value.kind).toBe('signed_in');
  });

  test('an invitation becomes a password and then her desk', async () => {
    const { call, asked } = answering({ invitations: [yes], me: [yes] });
    const session = createSession(call, 'the-secret-of-a-link-0001');
    expect(session.state.value.kind).toBe('invited');
    await session.setPassword('a long enough one');
    expect(asked[0]?.body).toEqual({ secret: 'the-secret-of-a-link-0001', password: 'a long enough one' });
    expect(session.state.value.kind).toBe('signed_in');
  });

  test('an invitation used before says so and keeps the form', async () => {
    const session = createSession(answering({ invitations: ['link_spent'] }).call, 'the-secret-of-a-link-0001');
    await session.setPassword('a long enough one');
    expect(session.state.value).toMatchObject({ kind: 'invited', no: { code: 'link_spent' } });
  });

  test('the reason for an end that was not hers is kept for her to read', async () => {
    const session = createSession(answering({ me: [yes] }).call, null);
    await session.look();
    session.ended('disabled');
    expect(session.state.value).toMatchObject({ kind: 'signed_out', reason: 'disabled' });
  });
});
