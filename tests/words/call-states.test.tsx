// @vitest-environment jsdom
import { fireEvent, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { forget } from '../../widget/models/own-session.ts';
import { words as call } from '../../widget/words/call-en.ts';
import { words } from '../../widget/words/en.ts';
import { CLAIRE, PARIS, request } from '../widget/plain-salon.ts';
import { NOES_IN } from './noes.ts';
import { play, type Sheet, type SheetState, withoutRelay } from './play-sheet.ts';

withoutRelay();

const TOKYO = { ...PARIS, id: 'tokyo', name: 'Maison Aurèle Tokyo', city: 'Tokyo', zone: 'Asia/Tokyo' };
const HOUR = 3_600_000;
const now = Date.now();
const slots = (over: object = {}) => ({
  'GET slots': {
    ok: true,
    place: PARIS,
    places: [],
    days: [{ date: '2030-01-07', slots: [{ startAt: now + HOUR, endAt: now + 2 * HOUR }] }],
    asap: { kind: 'free' },
    ...over,
  },
});
const fill =
  (label: string, text: string) =>
  ({ box }: Sheet) =>
    fireEvent.input(within(box).getByRole('textbox', { name: label }), { target: { value: text } });
const press =
  (name: string) =>
  ({ box }: Sheet) =>
    fireEvent.click(within(box).getByRole('button', { name }));
const asked = (sheet: Sheet) => {
  fill(words.name, 'Ada')(sheet);
  fill(call.phone, '06 12 34 56 78')(sheet);
  press(call.askCall)(sheet);
};

test('the form says from where it is called, by whose clock, and what it cannot show', async () => {
  const { phoneHint, phoneMissing, from, noSlots, slotThere, askCall, when } = call;
  const always = ['askCall', 'when'];
  await play({ phoneHint, phoneMissing, from, noSlots, slotThere, askCall, when }, [
    { is: 'one place', says: [...always, 'phoneHint', 'slotThere'], view: 'callback', answers: slots() },
    {
      is: 'a place by her own clock',
      says: [...always, 'phoneHint'],
      view: 'callback',
      answers: slots({ place: { ...PARIS, zone: OWN } }),
    },
    {
      is: 'two places',
      says: [...always, 'phoneHint', 'slotThere', 'from'],
      view: 'callback',
      answers: slots({ places: [PARIS, TOKYO] }),
    },
    { is: 'no times could be fetched', says: [...always, 'phoneHint', 'noSlots'], view: 'callback' },
    {
      is: 'asked without a number',
      says: [...always, 'phoneMissing', 'noSlots'],
      view: 'callback',
      act: press(askCall),
    },
  ]);
});
const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Noes of an ask for a call, and where each is said. */
const NOES: readonly RefusalCode[] = [
  ...(['slow_down', 'not_open', 'slot_taken', 'slot_closed', 'relay_too_old', 'try_again', 'draining'] as const),
  ...(['origin', 'too_old', 'unexpected', 'conflict', 'bad_payload'] as const),
];

test('why a call was not taken is said in the form', async () => {
  const family = Object.fromEntries(NOES.map((code) => [code, NOES_IN.en[code]]));
  await play(
    family,
    NOES.map((code) => ({
      is: code,
      says: NOES.filter((other) => NOES_IN.en[other] === NOES_IN.en[code]),
      view: 'callback' as const,
      answers: { ...slots(), 'POST requests': { ok: false, error: { code, message: '' } } },
      act: asked,
    })),
  );
});

test('a call that stands says who, when by both clocks, and on which number, while that is so', async () => {
  const {
    askCall: _,
    phone: _p,
    phoneHint: _h,
    nameMissing: _n,
    phoneMissing: _m,
    when: _w,
    refusals: _r,
    ...rest
  } = call;
  const {
    asapNext: _a,
    asapFrom: _f,
    noCall: _c,
    from: _o,
    noSlots: _s,
    slotThere: _t,
    moveTo: _v,
    stay: _y,
    withdrawn: _d,
    gaveUp: _g,
    lost: _l,
    callUnpromised: _u,
    callNever: _e,
    callAsap,
    callMissed: _i,
    callBy,
    ...stands
  } = rest;
  const family = {
    ...stands,
    callTo: `${call.callTo}ANYTHING`,
    callBy,
    callAsap: `as soon as possible`,
    callAsapFrom: callAsap('ANYTHING'),
  };
  const slot = { dueAt: now + HOUR, endAt: now + 2 * HOUR };
  const standing = (over: Partial<ShopperRequest>): Partial<SheetState> => ({
    view: 'callback',
    act: ({ salon }) => {
      salon.thread.requests.value = [request({ kind: 'callback', state: 'later', place: TOKYO, ...slot, ...over })];
    },
  });
  const always = ['callBy', 'change', 'move', 'withdraw', 'write'];
  await play(family, [
    { is: 'a slot', says: [...always, 'callSlot', 'callThere'], ...standing({}) },
    {
      is: 'with her number, from theirs',
      says: [...always, 'callSlot', 'callThere', 'callTo', 'callsFrom'],
      ...standing({ phone: '+33 6 12 34 56 78', callsFrom: '+33 1 99 00 00 00' }),
    },
    {
      is: 'a slot that has passed',
      says: [...always, 'callAsap'],
      ...standing({ state: 'waiting', dueAt: now - HOUR, endAt: now - 1 }),
    },
    {
      is: 'at once, from an opening',
      says: [...always, 'callAsapFrom', 'callThere'],
      ...standing({ asap: true, endAt: null }),
    },
    { is: 'at once', says: [...always, 'callAsap'], ...standing({ asap: true, dueAt: now - 1, endAt: null }) },
    {
      is: 'at once, and taken',
      says: [...always, 'callSoon'],
      ...standing({ asap: true, dueAt: now - 1, endAt: null, state: 'assigned', holder: CLAIRE }),
    },
  ]);
});

test('a call that was not answered says so, and its next try while that is to come', async () => {
  const { callMissed, gaveUp, withdrawn, lost } = call;
  const was = (over: Partial<ShopperRequest>): Partial<SheetState> => ({
    view: 'callback',
    act: async ({ salon }) => {
      salon.thread.requests.value = [
        request({ kind: 'callback', state: 'later', place: PARIS, tries: 1, dueAt: now + HOUR }),
      ];
      await vi.waitFor(() => expect(salon.thread.requests.value).toHaveLength(1));
      salon.thread.requests.value = [
        request({ kind: 'callback', state: 'later', place: PARIS, tries: 1, dueAt: now + HOUR, version: 2, ...over }),
      ];
    },
  });
  const over = { ok: false, error: { code: 'signed_out', message: '' } };
  const stood = {
    view: 'callback' as const,
    answers: { 'GET requests': over, [`POST requests/${request({}).id}/withdraw`]: over },
  };
  const stands = (next: (sheet: Sheet) => unknown) => async (sheet: Sheet) => {
    sheet.salon.memory.keep({ shopper: 's', token: 't', called: true });
    sheet.salon.thread.requests.value = [request({ kind: 'callback', state: 'later', place: PARIS })];
    await vi.waitFor(() => within(sheet.box).getByRole('button', { name: call.withdraw }));
    next(sheet);
  };
  await play(
    {
      callMissed: () => callMissed('ANYTHING', null, 'ANYTHING'),
      asap: 'as soon as possible',
      gaveUp,
      withdrawn,
      lost,
      calledYou: words.calledYou,
    },
    [
      { is: 'a next try', says: ['callMissed'], ...was({}) },
      { is: 'the next try is due', says: ['asap'], ...was({ dueAt: now - 1 }) },
      { is: 'the tries are spent', says: ['gaveUp'], ...was({ state: 'turned' }) },
      { is: 'she took it back', says: ['withdrawn'], ...was({ state: 'withdrawn' }) },
      { is: 'it was answered', says: ['calledYou'], ...was({ state: 'done' }) },
      { is: 'her session is over', says: ['lost'], ...stood, act: stands(press(call.withdraw)) },
      { is: 'she had all of it forgotten', says: [], ...stood, act: stands(({ salon }) => forget(salon)) },
    ],
  );
});
