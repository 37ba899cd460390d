// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { aCard, aMessage } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const HALF = 'お待ちくださ';

/** A thread open before her, with half a word in the field and the line standing. */
async function writing() {
  const card = aCard();
  const desk = sitDown({ held: [card] }, [aMessage(card.id, 1, 'こんばんは')]);
  desk.line.answer('entries.append', 'silence');
  desk.navigation.go({ screen: 'conversations', id: card.id });
  await desk.show();
  const field = screen.getByRole('textbox', { name: 'Message' });
  field.focus();
  fireEvent.compositionStart(field);
  fireEvent.input(field, { target: { value: HALF } });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', false));
  const sent = () => desk.models.outbox.lines.value.map((line) => line.draft.body);
  return { desk, field, sent };
}

describe('case 25: a word is confirmed with Enter too', () => {
  test.each([
    ['while it is composed', { isComposing: true, keyCode: 13 }, false],
    ['as most browsers say it', { isComposing: true, keyCode: 229 }, false],
    ['as Safari says it, once the composition has ended', { isComposing: false, keyCode: 229 }, true],
  ])('%s, and nothing is sent', async (_, how, ended) => {
    const { field, sent } = await writing();
    if (ended) fireEvent.compositionEnd(field, { data: HALF });
    expect(fireEvent.keyDown(field, { key: 'Enter', ...how })).toBe(true);
    expect(sent()).toEqual([]);
    expect(field).toHaveProperty('value', HALF);
  });

  test('the next Enter sends the word', async () => {
    const { field, sent } = await writing();
    fireEvent.compositionEnd(field, { data: HALF });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(sent()).toEqual([{ text: HALF }]);
  });

  test('the Esc that gives a word up leaves neither the field nor the thread', async () => {
    const { desk, field } = await writing();
    for (const isComposing of [true, false]) {
      fireEvent.keyDown(field, { key: 'Escape', keyCode: 229, isComposing });
      expect(document.activeElement).toBe(field);
      expect(desk.navigation.route.value).toMatchObject({ screen: 'conversations' });
    }
  });

  test('composing is typing: a ring does not take the focus out of it', async () => {
    const { desk, field } = await writing();
    fireEvent.keyDown(field, { key: 'Process', keyCode: 229, isComposing: true });
    expect(desk.models.keyboard.isQuiet(900)).toBe(false);
  });
});
