import { describe, expect, test } from 'vitest';
import { happenings, happeningWords } from '../../console/words/happenings.ts';
import { refusalWords, SENTENCES } from '../../console/words/refusals.ts';
import type { Entry, EntryBodies, EntryKind } from '../../protocol/entries.ts';
import { AT, aMessage, CAMILLE, NOE, PARIS } from '../console/desk-cast.ts';

const said = <K extends EntryKind>(kind: K, body: EntryBodies[K] | null) =>
  happeningWords({ ...aMessage('x', 1, ''), kind, body } as Entry, { me: CAMILLE.id, now: AT, zone: 'Europe/Paris' });
const DUE_AT = AT + 3_600_000;
const line = (name: EntryBodies['line']['line']) => said('line', { line: name, name: 'Noé', place: null, at: null });

describe('what happened, as an associate reads it', () => {
  test('who took it and who has it no longer is said of her as of others, whatever the cause', () => {
    expect(said('assigned', { request: 'r', associate: NOE })).toBe('Noé took the conversation');
    expect(said('assigned', { request: 'r', associate: CAMILLE })).toBe('You took the conversation');
    expect(said('left', { request: 'r', associate: NOE })).toBe('Noé no longer has the conversation');
    expect(said('left', { request: 'r', associate: CAMILLE })).toBe('You no longer have the conversation');
  });

  test('a promise is said with its time, at once as such, and moved with its new one', () => {
    const body = { request: 'r', dueAt: DUE_AT, endAt: null, asap: false, place: PARIS };
    expect(said('promised', { ...body, kind: 'callback' })).toBe('A call was promised: 16:00');
    expect(said('promised', { ...body, kind: 'callback', asap: true })).toBe(happenings.promisedCallAsap);
    expect(said('promised', { ...body, kind: 'left_message' })).toBe('An answer was promised by 16:00');
    expect(said('moved', body)).toBe('Moved to 16:00');
    expect(said('moved', { ...body, asap: true })).toBe('Moved to as soon as possible');
  });

  test('each end has its own words', () => {
    for (const kind of ['chat', 'callback', 'left_message'] as const)
      expect(said('withdrawn', { request: 'r', kind })).toBe(happenings.withdrawn[kind]);
    for (const cause of ['holder', 'quiet', 'reached'] as const)
      expect(said('done', { request: 'r', cause })).toBe(happenings.done[cause]);
    expect(said('resumed', { request: 'r' })).toBe(happenings.resumed);
  });

  test('a call is said to be answered, or not, by whom it was made, with the next try where there is one', () => {
    const called = (outcome: 'reached' | 'no_answer', nextAt: number | null, associate?: typeof NOE) =>
      said('called', { request: 'r', outcome, nextAt, ...(associate ? { associate } : {}) });
    expect(called('reached', null, NOE)).toBe('Noé reached the client by telephone');
    expect(called('reached', null, CAMILLE)).toBe('You reached the client by telephone');
    expect(called('no_answer', DUE_AT, NOE)).toBe('Noé rang, and nobody answered. Next try 16:00');
    expect(called('no_answer', DUE_AT, CAMILLE)).toBe('You rang, and nobody answered. Next try 16:00');
    expect(called('no_answer', null, NOE)).toBe('Noé rang, and nobody answered. The tries are spent');
    expect(called('no_answer', null, CAMILLE)).toBe('You rang, and nobody answered. The tries are spent');
  });

  test('an older call does not name who made it', () => {
    expect(said('called', { request: 'r', outcome: 'reached', nextAt: null })).toBe(
      'The client was reached by telephone',
    );
    expect(said('called', { request: 'r', outcome: 'no_answer', nextAt: null })).toBe('No answer. The tries are spent');
  });

  test('what the house told the client names whom it was about, whoever reads it', () => {
    expect(line('away')).toBe('The client was told that Noé was called away for a moment');
    for (const name of ['nobody_free', 'slow', 'call_missed', 'given_up'] as const)
      expect(line(name)).toBe(happenings.lines[name]);
  });

  test('what was struck, and a kind of a newer relay, say nothing here', () => {
    expect(said('left', null)).toBeNull();
    expect(line('something newer' as never)).toBeNull();
  });
});

describe('the noes', () => {
  test('every no has a sentence of its own, without the words that the house does not use', () => {
    for (const [code, sentence] of Object.entries(SENTENCES)) {
      expect(refusalWords(code as never)).toBe(sentence);
      expect(sentence).not.toMatch(/queue|agent|busy|offline|\bbot\b/i);
    }
  });

  test('one of a newer relay is a fault of ours', () => {
    expect(refusalWords('something newer' as never)).toBe(SENTENCES.unexpected);
  });
});
