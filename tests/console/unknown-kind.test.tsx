// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { unreadIn } from '../../console/models/cursors.ts';
import type { Entry } from '../../protocol/entries.ts';
import { listenTo } from '../helpers/read-aloud.ts';
import { aCard, aMessage, CAMILLE } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const ID = '0198a5d0-1111-7000-8000-000000000001';
const aHologram = (seq: number, kind = 'hologram'): Entry =>
  ({ ...aMessage(ID, seq, ''), kind, body: { scene: 'a scene', name: 'a name' } }) as never;
const LOG = [aMessage(ID, 1, 'before it'), aHologram(2), aHologram(3, 'constructor'), aMessage(ID, 4, 'behind it')];

describe('entries of kinds that only a newer relay knows', () => {
  test('keep their place in the log and are shown, counted and read aloud nowhere', async () => {
    const told = listenTo(document.body);
    const desk = sitDown({ held: [aCard({ id: ID, head: 4 })] }, LOG);
    desk.navigation.go({ screen: 'conversations', id: ID });
    await desk.show();
    await screen.findByText('behind it');
    const lines = () => [...screen.getByRole('log').querySelectorAll('li:not(.day)')].map((li) => li.textContent);
    expect(lines()).toEqual([expect.stringContaining('before it'), expect.stringContaining('behind it')]);
    const heard = told().length;
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries: [aHologram(5), aHologram(6)] }));
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries: [aMessage(ID, 7, 'and on')] }));
    await within(screen.getByRole('log')).findByText('and on');
    expect(lines()).toHaveLength(3);
    expect(told().slice(heard).join()).not.toMatch(/scene|a name/);
    expect(unreadIn(LOG, null, CAMILLE.id)).toBe(2);
  });

  test('that stand for a conversation in the list leave its line without words, and the next word stands there', async () => {
    const desk = sitDown({ held: [aCard({ id: ID, last: aHologram(1), head: 1 })] }, [aHologram(1)]);
    desk.navigation.go({ screen: 'conversations', id: null });
    await desk.show();
    const line = () => document.querySelector('.line-last')?.textContent;
    expect(line()).toBe('');
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries: [aHologram(2)] }));
    expect(line()).toBe('');
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries: [aMessage(ID, 3, 'words')] }));
    expect(line()).toContain('words');
  });

  test('are struck like any other', async () => {
    const desk = sitDown({ held: [aCard({ id: ID, head: 4 })] }, LOG);
    desk.navigation.go({ screen: 'conversations', id: ID });
    await desk.show();
    await screen.findByText('behind it');
    const { id = '', seq = 0 } = LOG[1] ?? {};
    const strike = { ...aMessage(ID, 5, ''), kind: 'struck', body: { id, seq, reason: 'erased' } } as never;
    act(() => desk.line.tell('entries', { conversation: ID, log: 'shared', entries: [strike] }));
    const [, hologram] = desk.models.conversations.open(ID).entries.value;
    expect(hologram).toMatchObject({ id, body: null });
    expect(screen.getByText('behind it')).toBeTruthy();
  });
});
