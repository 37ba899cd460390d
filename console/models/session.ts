import { type ReadonlySignal, signal } from '@preact/signals';
import type { Me } from '../../protocol/console.ts';
import type { SignedIn } from '../../protocol/http.ts';
import type { Call } from '../http.ts';
import { type No, PASSING } from '../reply.ts';

/** Why she stands at the sign-in. */
export type SignedOutReason =
  | 'first'
  | 'leaving'
  | 'left'
  | 'signed_out'
  | 'disabled'
  | 'password'
  | 'invited'
  | 'https_needed';

/** Who sits at this device. */
export type SessionState =
  | { kind: 'looking' }
  | { kind: 'unreachable' }
  | { kind: 'invited'; secret: string; no: No | null; busy: boolean }
  | { kind: 'signed_out'; reason: SignedOutReason; no: No | null; busy: boolean }
  | { kind: 'signed_in'; me: Me };

export interface Session {
  readonly state: ReadonlySignal<SessionState>;
  /** Asks the relay who is signed in. */
  look(): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  setPassword(password: string): Promise<void>;
  signOut(): Promise<void>;
  /** The relay, or another tab, has ended the session. */
  ended(reason: SignedOutReason): void;
}

const ME = '/api/console/me';
const LEAVE_AGAIN_MS = 3_000;

export function createSession(call: Call, secret: string | null): Session {
  const state = signal<SessionState>(secret ? { kind: 'invited', secret, no: null, busy: false } : { kind: 'looking' });
  const standAt = (reason: SignedOutReason, no: No | null = null, busy = false) => {
    state.value = { kind: 'signed_out', reason, no, busy };
  };
  const reason = () =>
    state.peek().kind === 'signed_out' ? (state.peek() as { reason: SignedOutReason }).reason : 'first';

  const isLeaving = () => {
    const now = state.peek();
    return now.kind === 'signed_out' && now.reason === 'leaving';
  };
  let leave: Promise<void> = Promise.resolve();
  /** Only the relay can end a session: until it has heard, she is told that she is not signed out. */
  async function leaveNow(): Promise<void> {
    const reply = await call('POST', '/api/console/sign-out', {});
    if (reply.ok || !PASSING.has(reply.error.code)) return standAt('left');
    if (!isLeaving()) standAt('leaving');
    setTimeout(leaveAgain, LEAVE_AGAIN_MS);
  }
  function leaveAgain(): void {
    const now = state.peek();
    if (now.kind !== 'signed_out' || now.reason !== 'leaving') return;
    if (now.busy) setTimeout(leaveAgain, LEAVE_AGAIN_MS);
    else leave = leaveNow();
  }

  /** The cookie has to come back by itself; where it does not, only https helps. */
  async function enter(otherwise: SignedOutReason): Promise<void> {
    const reply = await call<SignedIn>('GET', ME);
    if (reply.ok) state.value = { kind: 'signed_in', me: reply.me };
    else if (reply.error.code === 'not_signed_in' || reply.error.code === 'signed_out') standAt(otherwise);
    else standAt(reason(), reply.error);
  }

  return {
    state,
    async look() {
      const otherwise = state.peek().kind === 'signed_in' ? 'signed_out' : 'first';
      state.value = { kind: 'looking' };
      const reply = await call<SignedIn>('GET', ME);
      if (reply.ok) state.value = { kind: 'signed_in', me: reply.me };
      else if (reply.error.code === 'unreachable') state.value = { kind: 'unreachable' };
      else standAt(otherwise, isPlainNo(reply.error) ? reply.error : null);
    },
    async signIn(email, password) {
      standAt(reason(), null, true);
      await leave;
      const reply = await call<SignedIn>('POST', '/api/console/sign-in', { email: email.trim(), password });
      if (reply.ok) await enter('https_needed');
      else standAt(reason(), reply.error);
    },
    async setPassword(password) {
      const asked = state.peek();
      if (asked.kind !== 'invited') return;
      state.value = { ...asked, no: null, busy: true };
      const reply = await call<object>('POST', '/api/console/invitations', { secret: asked.secret, password });
      if (reply.ok) await enter('invited');
      else state.value = { ...asked, no: reply.error, busy: false };
    },
    async signOut() {
      leave = leaveNow();
      await leave;
    },
    ended: (why) => standAt(why),
  };
}

const isPlainNo = ({ code }: No) => code !== 'not_signed_in' && code !== 'signed_out';
