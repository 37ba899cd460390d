// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { words } from '../../console/words/en.ts';
import { aCard, aMessage, anAvailability, anOffer, aPromise, aRequest, CAMILLE, PARIS } from '../console/desk-cast.ts';
import { sitDown } from '../console/sit-down.tsx';
import { type Desk, play } from './play-desk.ts';

const MINUTE = 60_000;
const now = () => Date.now();
afterEach(() => vi.useRealTimers());

test('the switch says each of its sentences in its own state and in no other', async () => {
  const { name: _, ...available } = words.available;
  const question = ['asked.here', 'asked.lead', 'asked.title', 'asked.withClient', 'available.away'];
  const asked = anAvailability({ version: 2, available: false, askedAt: now() });
  const missed = anOffer({ version: 2, state: 'missed', offeredAt: now() - 30_000, expiresAt: now() - 1_000 });
  await play({ available, asked: words.asked }, [
    { is: 'available', says: ['available.on'] },
    { is: 'mute', says: ['available.silent'], before: ({ sound }) => (sound.allowed.value = false) },
    {
      is: 'off',
      says: ['available.off'],
      desk: { availability: anAvailability({ declared: false, available: false }) },
    },
    { is: 'two held, one rings', says: ['available.full'], desk: { availability: anAvailability({ taken: 3 }) } },
    { is: 'asked after an absence', says: question, desk: { availability: asked } },
    { is: 'asked after an absence, every seat taken', says: question, desk: { availability: { ...asked, taken: 3 } } },
    {
      is: 'asked after a missed offer',
      says: [...question, 'asked.missed'],
      act: ({ line }) => {
        line.tell('offer', missed);
        line.tell('availability', asked);
      },
    },
    { is: 'not connected', says: ['available.unreachable'], act: ({ line }) => line.cut() },
    {
      is: 'nothing known',
      says: ['available.unknown'],
      before: (desk) => {
        desk.line.connect = () => undefined;
      },
    },
  ]);
});

test('the bar says what has become of the line, and nothing while it stands', async () => {
  const { lost, connecting, closing, resting, too_old } = words.link;
  const becomes = (state: Desk['line']['state']['value']) => ({
    act: ({ line }: Desk) => {
      line.state.value = state;
    },
  });
  await play({ lost, connecting, closing, resting, too_old, reload: words.reload, tryNow: words.tryNow }, [
    { is: 'open', says: [] },
    { is: 'connecting', says: ['connecting'], ...becomes('connecting') },
    { is: 'lost', says: ['lost', 'tryNow'], ...becomes('lost') },
    { is: 'closing', says: ['closing'], ...becomes('closing') },
    { is: 'too many of hers are open', says: ['resting', 'tryNow'], ...becomes('resting') },
    { is: 'too old', says: ['too_old', 'reload'], ...becomes('too_old') },
    { is: 'ended', says: [], ...becomes('ended') },
  ]);
});

test('Home says what waits for her, and calm only while it knows', async () => {
  const { title: _, now: _now, promises: _p, conversations: _c, all: _a, ...home } = words.home;
  const held = (over = {}) => aCard({ request: aRequest({ openedAt: now(), ...over }) });
  const call = (over = {}) => held({ kind: 'callback', ...over });
  const later = aPromise({ dueAt: now() + 6 * 86_400_000 });
  const today = aPromise({ dueAt: now() - MINUTE });
  const none = ['noConversations', 'noPromises.own'];
  await play(home, [
    { is: 'calm', says: ['calm', ...none] },
    { is: 'calm, with a promise for another day', says: ['calm', ...none], desk: { promises: [later] } },
    { is: 'off', says: ['calmOff', ...none], desk: { availability: anAvailability({ declared: false }) } },
    { is: 'not connected', says: ['calmLost', ...none], act: ({ line }) => line.cut() },
    {
      is: 'it rings',
      says: ['rings', ...none],
      desk: { offers: [anOffer({ offeredAt: now(), expiresAt: now() + 25_000 })] },
    },
    { is: 'something is owed', says: ['calm', 'noConversations'], desk: { promises: [today] } },
    {
      is: 'a manager, for whom nothing is owed',
      says: ['calm', 'noConversations', 'noPromises.others'],
      desk: { me: { ...CAMILLE, role: 'manager', reach: 'boutique' } },
    },
    { is: 'she holds one who does not wait', says: ['calm', 'noPromises.own'], desk: { held: [held()] } },
    { is: 'one waits', says: ['waits', 'noPromises.own'], desk: { held: [held({ unansweredAt: now() - 90_000 })] } },
    {
      is: 'one has waited too long',
      says: ['late', 'noPromises.own', 'waits'],
      desk: { held: [held({ unansweredAt: now() - 90_000, nudgedAt: now() })] },
    },
    { is: 'one wrote again', says: ['wroteAgain', 'noPromises.own'], desk: { held: [held({ state: 'resumed' })] } },
    { is: 'a call that is due', says: ['callNow', 'noPromises.own'], desk: { held: [call({ dueAt: now() - 1 })] } },
    {
      is: 'a call at once',
      says: ['callNow', 'noPromises.own'],
      desk: { held: [call({ asap: true, dueAt: now() - 1 })] },
    },
    {
      is: 'a call that is soon due',
      says: ['noPromises.own'],
      desk: { held: [call({ dueAt: now() + 5 * MINUTE })] },
    },
    {
      is: 'two have waited too long',
      says: ['late', 'noPromises.own', 'waits'],
      desk: { held: [1, 2].map((n) => held({ unansweredAt: now() - n * 90_000, nudgedAt: now() })) },
    },
  ]);
});

test('Home greets by the clock of her place, and names its lists', async () => {
  const { title, now: asked, promises, conversations, all: _ } = words.home;
  const at = (hour: number) => title('Camille', hour);
  expect([at(9), at(12), at(18)]).toEqual([
    'Good morning, Camille',
    'Good afternoon, Camille',
    'Good evening, Camille',
  ]);
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 8, 0), toFake: ['Date'] });
  await play({ title: (name: string) => title(name, 9), asked, promises, conversations }, [
    { is: 'nine o’clock in Paris', says: ['title', 'asked', 'promises', 'conversations'] },
  ]);
});

test('a ring says why she is asked, for what and by when', async () => {
  const { kinds, due, asap, why, reasons, decline, place } = words.incoming;
  const rings = (over: Parameters<typeof anOffer>[0]) => ({
    desk: { offers: [anOffer({ offeredAt: now(), expiresAt: now() + 25_000, reasons: [], place: null, ...over })] },
  });
  const soon = now() + MINUTE;
  await play({ kinds, due, asap, why: () => `${why}: ANYTHING`, decline, place }, [
    { is: 'a chat', says: ['decline', 'kinds.chat'], ...rings({}) },
    {
      is: 'a call at once',
      says: ['decline', 'kinds.callback', 'due', 'asap'],
      ...rings({ kind: 'callback', asap: true }),
    },
    {
      is: 'a call at a time, from Paris',
      says: ['decline', 'kinds.callback', 'due', 'place'],
      ...rings({ kind: 'callback', dueAt: soon, place: PARIS }),
    },
    {
      is: 'a message left',
      says: ['decline', 'kinds.left_message', 'due'],
      ...rings({ kind: 'left_message', dueAt: soon }),
    },
    { is: 'for a reason', says: ['decline', 'kinds.chat', 'why'], ...rings({ reasons: ['own', 'asked_for'] }) },
  ]);
  for (const [reason, said] of Object.entries(reasons)) {
    const desk = sitDown(rings({ reasons: [reason as keyof typeof reasons] }).desk);
    await desk.show();
    expect(screen.getByRole('alertdialog').textContent).toContain(`${why}: ${said}`);
    desk.rise();
  }
});

test('how a ring ended is said as it ended: taken, run out, or no longer asked', async () => {
  const { ends, dismiss } = words.incoming;
  const offer = anOffer({ offeredAt: now(), expiresAt: now() + 25_000 });
  const ended = (over: Parameters<typeof anOffer>[0]) => ({
    desk: { offers: [offer] },
    act: ({ line }: Desk) => line.tell('offer', { ...offer, version: 2, ...over }),
  });
  await play({ ends, dismiss }, [
    { is: 'it rings', says: [], desk: { offers: [offer] } },
    { is: 'a colleague has it', says: ['ends.taken', 'dismiss'], ...ended({ state: 'withdrawn', takenBy: 'Noé' }) },
    { is: 'its time ran out', says: ['ends.missed', 'dismiss'], ...ended({ state: 'missed' }) },
    {
      is: 'she is asked no more, whoever’s wish it was',
      says: ['ends.withdrawn', 'dismiss'],
      ...ended({ state: 'withdrawn' }),
    },
    { is: 'she answered on another device', says: [], ...ended({ state: 'accepted' }) },
    { is: 'she declined on another device', says: [], ...ended({ state: 'declined' }) },
  ]);
});

test('the ways to go have their names and counts, and the tab its title', async () => {
  const { skip, home, conversations, promises, you, unread, owed } = words.nav;
  const ways = ['home', 'conversations', 'promises', 'you', 'skip'];
  const card = aCard({ last: aMessage('x', 1, 'Good evening') });
  await play({ skip, home, conversations, promises, you, unread, owed, label: words.nav.label }, [
    { is: 'nothing new', says: [...ways, 'label'] },
    { is: 'a word unread', says: [...ways, 'label', 'unread'], desk: { held: [card] } },
    {
      is: 'a promise late',
      says: [...ways, 'label', 'owed'],
      desk: { promises: [aPromise({ dueAt: now() - MINUTE })] },
    },
  ]);
  const desk = sitDown();
  await desk.show();
  expect(document.title).toBe(`${home} · ${words.product}`);
  desk.navigation.go({ screen: 'you' });
  expect(document.title).toBe(`${you} · ${words.product}`);
});
