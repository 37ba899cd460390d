import { describe, expect, it } from 'vitest';
import { openCall, takeRequests } from '../../widget/models/requests.ts';
import { waitOf, wordsRequest } from '../../widget/models/wait.ts';
import { CLAIRE, PARIS, request } from './plain-salon.ts';

describe('requests', () => {
  it('R17: the higher version of a request stands, in whatever order they are told', () => {
    const old = request({ version: 3, state: 'offered' });
    const fresh = request({ version: 4, state: 'assigned', holder: CLAIRE });
    expect(takeRequests([], [fresh, old])).toEqual([fresh]);
    expect(takeRequests([old], [fresh])).toEqual(takeRequests([fresh], [old]));
  });

  it('her words belong to the open request, else to the one that was done last', () => {
    const done = request({ id: 'a', state: 'done', openedAt: 9 });
    const open = request({ id: 'b', state: 'offered', openedAt: 1 });
    expect(wordsRequest([done, open])).toBe(open);
    expect(wordsRequest([done])).toBe(done);
    expect(wordsRequest([request({ state: 'withdrawn' }), request({ kind: 'callback' })])).toBeNull();
  });

  it('a call stands until it is done or withdrawn', () => {
    const call = request({ kind: 'callback', state: 'later' });
    expect(openCall([call])).toBe(call);
    expect(openCall([{ ...call, state: 'withdrawn' }])).toBeNull();
  });
});

describe('the wait', () => {
  const nobody = { kind: 'with_clients', place: PARIS, at: 5 };
  const unspoken = { kind: 'never', why: 'language' };
  it.each([
    ['somebody is looked for', {}, { kind: 'finding' }],
    ['somebody is asked by name', { state: 'offered', asking: [CLAIRE] }, { kind: 'asking', people: [CLAIRE] }],
    ['T11: everybody is with a client, and a place answers by a time', { nobody }, nobody],
    [
      'nobody of the house writes her language',
      { kind: 'left_message', state: 'later', nobody: unspoken, language: 'pt' },
      { kind: 'unspoken', language: 'pt' },
    ],
    ['the bound has passed', { slow: true, asking: [CLAIRE] }, { kind: 'slow' }],
    [
      'a message was left',
      { kind: 'left_message', state: 'later', place: PARIS, dueAt: 7 },
      { kind: 'left', place: PARIS, at: 7 },
    ],
    ['somebody is with her', { state: 'assigned', holder: CLAIRE }, null],
    [
      'T06: her associate was called away',
      { state: 'assigned', holder: CLAIRE, away: true },
      { kind: 'away', name: 'Claire' },
    ],
    ['she wrote after it was done', { state: 'resumed', holder: CLAIRE }, null],
    ['it was withdrawn', { state: 'withdrawn' }, null],
  ] as const)('%s', (_, change, wait) => {
    expect(waitOf(request(change as Parameters<typeof request>[0]))).toEqual(wait);
  });
});
