// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import { listenTo } from '../helpers/read-aloud.ts';
import { aCard, aMessage, anOffer } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const ID = '0198a5d0-1111-7000-8000-000000000001';

/** Her desk at a thread of ten lines, and all that a screen reader says from before it opens. */
async function atThread(lines = 10) {
  const card = aCard({ id: ID });
  const log = Array.from({ length: lines }, (_, i) => aMessage(ID, i + 11, `line ${i}`, i % 2 ? 'me' : undefined));
  const desk = sitDown({ held: [card] }, log);
  desk.line.answer('entries.after', ({ before, after }) => ({
    entries: before ? Array.from({ length: 10 }, (_, i) => aMessage(ID, i + 1, `earlier ${i}`)) : after ? [] : log,
    ...{ head: log.at(-1)?.seq ?? 0, more: !before && !after, cursors: [] },
  }));
  const told = listenTo(document.body);
  desk.navigation.go({ screen: 'conversations', id: ID });
  await desk.show();
  await screen.findByText('line 9');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy());
  const comes = (entries: Entry[]) =>
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries }));
  const says = (seq: number, text: string, by?: 'me') => comes([aMessage(ID, seq, text, by)]);
  const heard = () => told().filter((text) => /line|earlier|Good|At once/.test(text));
  return { ...desk, comes, says, heard };
}

describe('what a screen reader says of a thread', () => {
  test('ten lines that open, and ten earlier ones, are not read out', async () => {
    const { heard } = await atThread();
    fireEvent.click(screen.getByRole('button', { name: /arlier/ }));
    await screen.findByText('earlier 3');
    expect(heard()).toEqual([]);
  });

  test('what the client says now is, once; her own words are not', async () => {
    const { heard, says } = await atThread();
    says(21, 'Good evening');
    await waitFor(() => expect(heard()).toHaveLength(1));
    expect(heard()[0]).toMatch(/: Good evening$/);
    says(22, 'At once', 'me');
    await within(screen.getByRole('log')).findByText('At once');
    expect(heard()).toHaveLength(1);
    says(23, 'Good evening');
    await waitFor(() => expect(heard()).toHaveLength(2));
  });
});

test('what comes at once is one sentence: each name once, each word in its own language', async () => {
  const { comes, heard } = await atThread();
  comes([aMessage(ID, 21, 'Bonsoir', 'shopper'), aMessage(ID, 22, 'Are you there? line', 'shopper')]);
  await waitFor(() => expect(heard()).toHaveLength(1));
  expect(heard()[0]).toBe('Eleanor: Bonsoir\u00a0Are you there? line');
  const spoken = [...document.querySelectorAll('.thread [role=status].unseen bdi')];
  expect(spoken.map((one) => [one.textContent, one.getAttribute('lang')])).toEqual([
    ['Eleanor', ''],
    ['Bonsoir', 'en-GB'],
    ['Are you there? line', 'en-GB'],
  ]);
});

describe('which way words run, and in what language', () => {
  const MIXED = 'مرحبا https://aurele.example/azur شكرا';

  test('in the log words stand bare and addresses apart', async () => {
    const { says } = await atThread();
    says(21, MIXED);
    const link = await within(screen.getByRole('log')).findByRole('link');
    const line = link.closest('p');
    expect(line?.getAttribute('dir')).toBe('auto');
    expect(line?.getAttribute('lang')).toBe('');
    expect(link.firstElementChild?.localName).toBe('bdi');
    expect([...(line?.childNodes ?? [])].map((node) => node.nodeName)).toEqual(['#text', 'A', '#text']);
  });

  test('in a ring and in the list too', async () => {
    const now = { offeredAt: Date.now(), expiresAt: Date.now() + 25_000 };
    const desk = sitDown({ offers: [anOffer({ ...now, text: MIXED, language: 'ar' })] });
    await desk.show();
    const quote = screen.getByRole('alertdialog').querySelector('blockquote');
    expect(quote?.getAttribute('lang')).toBe('ar');
    expect(quote?.querySelector('bdi')?.textContent).toBe('https://aurele.example/azur');
  });

  test.each([
    ['Bonjour', 'fr-FR', 'fr-FR'],
    ['Bonjour', undefined, ''],
    ['Bonjour', 'ar', ''],
    ['مرحبا', 'ar-AE', 'ar-AE'],
    ['مرحبا', 'en', ''],
    ['お待ちください', 'ja', 'ja'],
    ['?!', 'en', ''],
    ['Bonjour', 'not a language', ''],
  ])('"%s" asked in %s is in "%s"', (text, asked, language) => {
    expect(tongueOf(text, asked)).toBe(language);
  });
});
