// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { createSession } from '../../console/models/session.ts';
import { type No, type Reply, unreachable } from '../../console/reply.ts';
import { shortcutsOf } from '../../console/shortcuts.ts';
import { App } from '../../console/views/App.tsx';
import { Guarded } from '../../console/views/Guarded.tsx';
import { Invitation } from '../../console/views/Invitation.tsx';
import { SignIn } from '../../console/views/SignIn.tsx';
import { words } from '../../console/words/en.ts';
import { refusalWords } from '../../console/words/refusals.ts';
import { signedOut } from '../../console/words/signed-out.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import { AT, aPromise, CAMILLE, NOE } from '../console/desk-cast.ts';
import { sitDown } from '../console/sit-down.tsx';
import { type Desk, play } from './play-desk.ts';
import { saidOn, unsaid } from './said-on.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('the promises say what is owed, to whom, by when and by whom', async () => {
  // Noon in Paris, so that a day is left on both sides.
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 11, 0), toFake: ['Date'] });
  const at = { screen: 'promises' } as const;
  const now = Date.now();
  const desk = (over: Parameters<typeof aPromise>[0], me = CAMILLE) => ({
    at,
    desk: { me, promises: [aPromise({ zone: 'Europe/Paris', dueAt: now + 60 * MINUTE, ...over })] },
  });
  const manager = { ...CAMILLE, role: 'manager' as const, reach: 'house' as const };
  const hers = ['title', 'today', 'yours'];
  await play(
    words.promises,
    [
      { is: 'nothing', says: ['title', 'none'], at },
      { is: 'a call today', says: [...hers, 'kinds.callback'], ...desk({}) },
      { is: 'an answer today', says: [...hers, 'kinds.left_message'], ...desk({ kind: 'left_message' }) },
      { is: 'her word today', says: [...hers, 'kinds.word'], ...desk({ kind: 'word' }) },
      { is: 'by another clock', says: [...hers, 'kinds.callback', 'theirs'], ...desk({ zone: 'Asia/Tokyo' }) },
      { is: 'at once', says: [...hers, 'kinds.callback', 'asap'], ...desk({ asap: true }) },
      { is: 'tried', says: [...hers, 'nextTry', 'tries'], ...desk({ tries: 2 }) },
      { is: 'late', says: ['title', 'owed', 'yours', 'kinds.callback', 'late'], ...desk({ dueAt: now - 9 * MINUTE }) },
      { is: 'tomorrow', says: ['title', 'tomorrow', 'yours', 'kinds.callback'], ...desk({ dueAt: now + DAY }) },
      { is: 'later', says: ['title', 'later', 'yours', 'kinds.callback'], ...desk({ dueAt: now + 3 * DAY }) },
      {
        is: 'a colleague’s',
        says: ['title', 'today', 'holder', 'kinds.callback'],
        ...desk({ holder: NOE }, manager as never),
      },
      {
        is: 'nobody’s',
        says: ['title', 'today', 'nobody', 'kinds.callback', 'take', 'takeOf'],
        ...desk({ holder: null }, manager as never),
      },
      ...(['hours', 'language'] as const).map((never) => ({
        is: `a message that nobody can keep: ${never}`,
        says: ['title', 'byHand', 'undated', 'nobody', 'kinds.left_message', `never.${never}`, 'take', 'takeOf'],
        ...desk({ kind: 'left_message', holder: null, place: null, never }),
      })),
      {
        is: 'a call for which no time suits both',
        says: ['title', 'byHand', 'nobody', 'kinds.callback', 'never.night', 'take', 'takeOf'],
        ...desk({ holder: null, place: null, never: 'night' }),
      },
      ...(
        [
          ['kept', { state: 'kept' }],
          ['keptLate', { state: 'kept', brokenAt: 1 }],
          ['withdrawn', { state: 'withdrawn' }],
          ['givenUp', { state: 'given_up' }],
        ] as const
      ).map(([how, over]) => ({
        is: `one that has ended: ${how}`,
        says: ['title', 'none', 'ended', how, 'yours', 'kinds.callback'],
        at,
        before: ({ line }: Desk) =>
          line.answer('promises.ended', { promises: [aPromise({ ...over, endedAt: now - 60 * MINUTE })], more: false }),
      })),
      {
        is: 'more have ended',
        says: ['title', 'none', 'furtherBack'],
        at,
        before: ({ line }) => line.answer('promises.ended', { promises: [], more: true }),
      },
      {
        is: 'the relay has more',
        says: ['title', 'none', 'ahead'],
        at,
        before: ({ line }) => line.answer('promises.page', { promises: [], more: true }),
      },
    ],
    'main',
  );
  expect([1, 2].map(words.promises.tries)).toEqual(['tried once', 'tried 2 times']);
  vi.useRealTimers();
});

test('herself: what each choice does, and what leaving would take with it', async () => {
  const at = { screen: 'you' } as const;
  const always = [
    ...['sound', 'discreet', 'discreetHelp', 'shortcuts', 'shortcutsHelp', 'show', 'device', 'languages'],
  ];
  const unsent = ({ models }: Desk) => {
    awake(false)();
    models.outbox.add('thread', 'At once');
  };
  const leave = () => void fireEvent.click(screen.getByRole('button', { name: words.yourself.signOut }));
  const awake = (on: boolean) => () => {
    if (on)
      Object.defineProperty(navigator, 'wakeLock', {
        value: { request: async () => ({ release: async () => undefined }) },
        configurable: true,
      });
    else Reflect.deleteProperty(navigator, 'wakeLock');
  };
  await play(
    { ...words.yourself, languages: () => `${words.yourself.languages} ANYTHING` },
    [
      { is: 'at her desk', says: [...always, 'signOut'], at, before: awake(false) },
      {
        is: 'the browser can keep the screen lit',
        says: [...always, 'awake', 'awakeHelp', 'signOut'],
        at,
        before: awake(true),
      },
      {
        is: 'leaving with words unsent',
        says: [...always, 'unsent', 'signOutAnyway', 'stay'],
        at,
        before: unsent,
        act: leave,
      },
    ],
    'main',
  );
});

test('the shortcuts are said to be off where they are', async () => {
  const { keys, ...sheet } = words.shortcuts;
  const open = ({ models }: Desk) => models.keyboard.openHelp();
  await play(
    sheet,
    [
      { is: 'on', says: ['title', 'close'], act: open },
      {
        is: 'off',
        says: ['title', 'close', 'off'],
        before: ({ settings }) => {
          settings.shortcuts.value = false;
        },
        act: open,
      },
    ],
    '.shortcuts',
  );
  const desk = sitDown();
  await desk.show();
  open(desk);
  await screen.findByText(sheet.title);
  for (const [key, said] of keys)
    expect(screen.getByText(said, { selector: 'dd' }).previousSibling?.textContent).toBe(key);
  // Every letter that does something is told, and none that does not; Enter, Esc and ? are the page's own.
  const letters = Object.keys(shortcutsOf({ ring: {} } as never));
  expect(
    keys
      .map(([key]) => key)
      .filter((key) => !['Enter', 'Esc', '?'].includes(key))
      .sort(),
  ).toEqual(letters.sort());
});

test('a view that threw says so, and that the rest goes on', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Broken = () => {
    throw new Error('drawn wrongly');
  };
  render(
    <Guarded>
      <Broken />
    </Guarded>,
  );
  expect(saidOn(document.body, { fault: words.fault, again: words.conversations.again })).toEqual(['again', 'fault']);
  quiet.mockRestore();
});

/** A session at whose relay each path is answered in turn. */
function arrive(answers: Record<string, (object | RefusalCode | 'silence')[]>) {
  const session = createSession(async <T,>(_method: string, path: string) => {
    const of = answers[path.replace('/api/console/', '')] ?? [];
    const answer = (of.length > 1 ? of.shift() : of[0]) ?? 'silence';
    if (answer === 'silence') return unreachable();
    return (typeof answer === 'string' ? refuse(answer) : { ok: true, now: AT, ...answer }) as Reply<T>;
  }, null);
  return session;
}
const me = { me: CAMILLE };

test('the sign-in says why she stands there', async () => {
  const { busy: _, ...signIn } = { busy: '', ...signedOut.signIn };
  const family = { ...signIn, product: words.product };
  const always = ['title', 'email', 'password', 'button', 'help', 'product', 'show'];
  const shown: string[][] = [];
  const says = (reason: keyof typeof signedOut.signIn.reasons, ...more: string[]) => {
    render(<SignIn reason={reason} no={null} busy={false} onSignIn={async () => undefined} />);
    shown.push([...always, ...more].sort());
    expect(saidOn(document.body, family), reason).toEqual(shown.at(-1));
    cleanup();
  };
  says('first', 'lead');
  for (const reason of ['leaving', 'left', 'signed_out', 'disabled', 'password', 'invited', 'https_needed'] as const)
    says(reason, `reasons.${reason}`);
  render(<SignIn reason="first" no={null} busy={false} onSignIn={async () => undefined} />);
  fireEvent.click(screen.getByRole('button', { name: signedOut.signIn.show }));
  shown.push(saidOn(document.body, family));
  expect(shown.at(-1)).toContain('hide');
  expect(unsaid(family, shown)).toEqual([]);
});

test('she is told that she is signed out once the relay has heard it, and not before', async () => {
  vi.useFakeTimers();
  const session = arrive({ me: [me], 'sign-out': ['silence', 'draining', {}] });
  await session.look();
  await session.signOut();
  expect(session.state.value).toMatchObject({ kind: 'signed_out', reason: 'leaving' });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(session.state.value).toMatchObject({ reason: 'leaving' });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(session.state.value).toMatchObject({ reason: 'left' });
  vi.useRealTimers();
});

test('whoever signs in while the relay has not heard that she leaves is not signed out by it', async () => {
  vi.useFakeTimers();
  const session = arrive({ me: [me], 'sign-out': ['silence'], 'sign-in': [me] });
  await session.look();
  await session.signOut();
  await session.signIn('noe@maison-aurele.example', 'salon-demo');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(session.state.value.kind).toBe('signed_in');
  vi.useRealTimers();
});

test('a no before she is signed in goes once what it was about is corrected, or its time is over', async () => {
  const no = (code: RefusalCode, retryInMs?: number): No => ({
    ...refuse(code).error,
    ...(retryInMs && { retryInMs }),
  });
  const props = { reason: 'first', busy: false, onSignIn: async () => undefined } as const;
  const { rerender } = render(<SignIn {...props} no={no('wrong_credentials')} />);
  const alert = () => screen.getByRole('alert').textContent;
  expect(alert()).toBe(refusalWords('wrong_credentials'));
  fireEvent.input(screen.getByLabelText(signedOut.signIn.password), { target: { value: 'another' } });
  expect(alert()).toBe('');
  rerender(<SignIn {...props} no={no('slow_down', 1_000)} />);
  expect(alert()).toBe('Too many at once. Try again in 1 second.');
  await vi.waitFor(() => expect(alert()).toBe(''), 3_000);
  cleanup();

  const family = { ...signedOut.invitation, spent: refusalWords('link_spent'), far: refusalWords('unreachable') };
  const says = () => saidOn(document.body, family);
  const always = ['button', 'lead', 'password', 'title'];
  const onSet = async () => undefined;
  const shown = render(<Invitation no={null} busy={false} onSet={onSet} />);
  const type = (value: string) =>
    fireEvent.input(screen.getByLabelText(signedOut.invitation.password), { target: { value } });
  expect(says()).toEqual(always);
  type('short');
  fireEvent.click(screen.getByRole('button', { name: signedOut.invitation.button }));
  expect(says()).toEqual([...always, 'tooShort'].sort());
  type('a short sentence');
  expect(says()).toEqual(always);
  shown.rerender(<Invitation no={no('unexpected')} busy={false} onSet={onSet} />);
  expect(screen.getByRole('alert').textContent).toBe(refusalWords('unexpected'));
  type('another sentence');
  expect(says()).toEqual(always);
  shown.rerender(<Invitation no={no('link_spent')} busy={false} onSet={onSet} />);
  type('a third sentence');
  expect(says()).toEqual([...always, 'elsewhere', 'spent'].sort());
});

test('a house out of reach is said where the desk would be', async () => {
  const session = arrive({ me: ['silence'] });
  await session.look();
  render(<App session={session} models={null} />);
  expect(saidOn(document.body, signedOut.unreachable)).toEqual(['button', 'lead', 'title']);
});
