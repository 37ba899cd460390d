import type { SignedOutReason } from '../models/session.ts';

/** What is read before the desk: the sign-in, an invitation, a house out of reach. */
export const signedOut = {
  signIn: {
    title: 'Good day',
    lead: 'Sign in to your desk.',
    email: 'Email',
    password: 'Password',
    button: 'Sign in',
    show: 'Show password',
    hide: 'Hide password',
    help: 'Forgotten it? Ask whoever gave you your first link for a new one.',
    reasons: {
      first: '',
      leaving:
        'The house cannot be told yet that you leave. Keep this page open until it says that you are signed out.',
      left: 'You are signed out. Nothing of yours stays on this device.',
      signed_out: 'You have been signed out. Sign in again to go on.',
      disabled: 'Your access has ended. Speak to your manager.',
      password: 'Your password was changed. Sign in with the new one.',
      invited: 'Your password is set. Sign in with it.',
      https_needed:
        'https needed: this browser did not keep the sign-in, because the address is not secure. Open the console by its https address.',
    } satisfies Record<SignedOutReason, string>,
  },
  invitation: {
    title: 'Welcome',
    lead: 'Choose a password for your desk. At least 10 characters; a short sentence is easy to keep.',
    password: 'New password',
    button: 'Set password',
    tooShort: (missing: number) => `${missing} more ${missing === 1 ? 'character' : 'characters'}.`,
    elsewhere: 'Go to the sign-in',
  },
  unreachable: {
    title: 'One moment',
    lead: 'The house cannot be reached from here. Check this device’s network.',
    button: 'Try again',
  },
} as const;
