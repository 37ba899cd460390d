import type { ComponentChild } from 'preact';
import type { RequestAnswer, RequestsAnswer, Slots } from '../../protocol/http.ts';
import type { Answer, RefusalError } from '../../protocol/refusals.ts';
import type { OpenRequestInput, ShopperRequest, When } from '../../protocol/requests.ts';
import { askRelay } from '../http.ts';
import type { CallRefusal, CallWords } from '../words/call-en.ts';
import { newProduct } from './along.ts';
import { endSuperseded, fetchRequests } from './ask-over-http.ts';
import { nextId } from './ids.ts';
import { toJson } from './json.ts';
import { sessionOf, startAnew } from './own-session.ts';
import { readThere } from './presence.ts';
import { refusalSaid } from './refusals.ts';
import { hearRequests, openLive } from './requests.ts';
import type { Salon } from './salon.ts';
import { fits } from './shape.ts';
import { type ReadonlySignal, type ReadonlySignals, setAll, signal, signalsOf } from './signals.ts';
import type { StandingCall } from './standing-call.ts';
import { ownZone } from './time.ts';

/** Something between the page and the relay may answer in the relay's place. */
const PLACE = { name: '', city: '', zone: '' };
const SLOTS = {
  places: [PLACE],
  days: [{ date: '', slots: [{ startAt: 0 }] }],
};

const isSlots = (answer: Slots): boolean => fits(answer, SLOTS) && (answer.place === null || fits(answer.place, PLACE));

export type CallField = 'name' | 'phone' | 'when';

/** What she fills in; her name she may have given before. */
interface Filled {
  phone: string;
  /** Where her number is dialled, once she was asked; empty before. */
  country: string;
  when: When;
  /** The day whose times are shown. */
  day: string;
}

/** The ask for a call: three fields, the times that may be promised, and what was said to it. */
export interface Call extends StandingCall, ReadonlySignals<Filled> {
  readonly words: ReadonlySignal<CallWords>;
  /** Asks for the country, once the relay could not tell. */
  readonly countryChoice: ReadonlySignal<(() => ComponentChild) | null>;
  readonly slots: ReadonlySignal<Slots | null>;
  /** The times could not be fetched: as soon as possible still can be asked. */
  readonly without: ReadonlySignal<boolean>;
  readonly errors: ReadonlySignal<Partial<Record<CallField, string>>>;
  readonly busy: ReadonlySignal<boolean>;
  /** A call that stands is being given another time. */
  readonly moving: ReadonlySignal<boolean>;
  /** A sentence about the whole ask, when no field is to blame. */
  readonly trouble: ReadonlySignal<string>;
  readonly fill: (change: Partial<Filled>) => void;
  /** A field that she corrects is not called wrong any more. */
  readonly correct: (field: CallField) => void;
  /** Why her number was refused, and what asks for its country. */
  readonly explain: (phone: string, countryChoice?: () => ComponentChild) => void;
  readonly changeTime: (on: boolean) => void;
  /** Gives whether they came. */
  readonly fetchSlots: (place?: string) => Promise<boolean>;
  /** Answers the first field that is refused, if any. */
  readonly ask: () => Promise<CallField | null>;
  readonly move: (call: ShopperRequest) => Promise<CallField | null>;
  readonly withdraw: (call: ShopperRequest) => Promise<void>;
}

/** Says more of why something was refused, once that is fetched. */
export type Explain = (call: Call, error: RefusalError) => void;

export function createCall(
  salon: Salon,
  words: ReadonlySignal<CallWords>,
  following: StandingCall,
  explain: Explain,
): Call {
  const { page, memory, thread } = salon;
  const filled = signalsOf<Filled>({ phone: '', country: '', when: { kind: 'asap' }, day: '' });
  const { phone, country, when, day } = filled;
  const countryChoice = signal<(() => ComponentChild) | null>(null);
  const slots = signal<Slots | null>(null);
  const without = signal(false);
  const errors = signal<Partial<Record<CallField, string>>>({});
  const busy = signal(false);
  const moving = signal(false);
  const trouble = signal('');
  let place: string | undefined;
  let asked: { id: string; as: string } | null = null;

  const fetchSlots = async (wanted?: string) => {
    place = wanted ?? place;
    const query = new URLSearchParams({ brand: page.brand, zone: ownZone(), language: page.locale() });
    if (place) query.set('place', place);
    const answer = await askRelay<Slots>(page, `slots?${query}`);
    const known = answer.ok && isSlots(answer);
    without.value = !known && !slots.peek();
    if (!known) return false;
    slots.value = { ...answer, asap: readThere(answer.asap) };
    if (!answer.days.some(({ date }) => date === day.peek())) day.value = answer.days[0]?.date ?? '';
    return true;
  };
  const refuse = async (error: RefusalError): Promise<CallField | null> => {
    const field = fieldOf(error);
    if (field === 'when') {
      when.value = { kind: 'asap' };
      void fetchSlots();
    }
    const said = words.peek().refusals[error.code as CallRefusal] ?? (await refusalSaid(error.code, salon));
    if (field) errors.value = { [field]: said };
    else trouble.value = said;
    // Asked for in another tab: it is shown, to be moved.
    if (error.code === 'call_stands') void fetchRequests(salon);
    // What most never hear comes when it is needed; until then, or without it, the plain sentence stands.
    if (error.reason) explain(call, error);
    return field;
  };
  const run = async (work: () => Promise<CallField | null>): Promise<CallField | null> => {
    if (busy.peek()) return null;
    busy.value = true;
    trouble.value = '';
    following.again();
    errors.value = {};
    try {
      return await work();
    } finally {
      busy.value = false;
    }
  };
  /** The same words are the same ask; changed ones are a new ask, unless the first did arrive after all. */
  const idFor = async (as: string, token: string): Promise<string | ShopperRequest> => {
    if (asked && asked.as !== as) {
      const { id } = asked;
      const known = await askRelay<RequestsAnswer>(page, 'requests', { token });
      const stands = known.ok ? known.requests.find((request) => request.id === id) : undefined;
      if (stands) return stands;
      asked = null;
    }
    asked ??= { id: nextId(), as };
    return asked.id;
  };
  const settle = (request: ShopperRequest) => {
    asked = null;
    when.value = { kind: 'asap' };
    hearRequests(thread, [request]);
    newProduct(memory, salon.writing.product.peek());
    memory.keep({ conversation: request.conversation, name: salon.writing.name.peek().trim(), called: true });
    thread.conversation.value = request.conversation;
    salon.sheet.turn(false);
    salon.memory.touch();
    page.tell('callback_requested', {});
  };
  /** The line that would have turned the live request into this call is down: the call stands, so that one ends. */
  const supersede = (live = memory.kept().opening?.id ?? '') => {
    memory.keep({ superseded: live, opening: null });
    salon.writing.fill({ wantsLive: false });
    void endSuperseded(salon);
  };
  const open = async (again = true): Promise<CallField | null> => {
    const minted = await sessionOf(salon).obtain();
    if (!minted.ok) return refuse(minted.error);
    const token = (await sessionOf(salon).keep())?.token ?? minted.token;
    const body = callBody();
    const turning = salon.sheet.turning.peek();
    const live = turning ? openLive(thread.requests.peek()) : null;
    const chat = salon.chunks.chat.peek();
    const id = await idFor(toJson(body), token);
    if (live && chat && typeof id === 'string' && thread.link.peek() === 'live') {
      const { name, phone: number, country: dialled, when: time, notice } = body;
      const turned = await chat.turn({
        request: live.id,
        id,
        into: 'callback',
        name,
        phone: number,
        country: dialled,
        when: time,
        notice,
      });
      if (turned.ok) settle(turned.turned);
      return turned.ok ? null : refuse(turned.error);
    }
    const answer: Answer<RequestAnswer> =
      typeof id === 'string'
        ? await askRelay(page, 'requests', { method: 'POST', token, body: { id, ...body } })
        : { ok: true, now: Date.now(), request: id };
    if (!answer.ok && answer.error.code === 'signed_out' && again) {
      startAnew(salon);
      asked = null;
      return open(false);
    }
    if (!answer.ok) return refuse(answer.error);
    // It spoke under the session that is over, and comes over.
    if (!again) chat?.flush();
    settle(answer.request);
    if (turning) supersede(live?.id);
    return null;
  };
  const callBody = () => {
    const product = salon.writing.product.peek();
    return {
      kind: 'callback' as const,
      wishes: { ...salon.writing.wishes.peek(), ...(place ? { place } : {}) },
      locale: page.locale(),
      zone: ownZone(),
      notice: salon.house.presence.peek()?.notice.version ?? '',
      name: salon.writing.name.peek().trim(),
      phone: phone.peek().trim(),
      country: country.peek() || undefined,
      when: when.peek(),
      ...(product ? { product } : {}),
    } satisfies Omit<Extract<OpenRequestInput, { kind: 'callback' }>, 'id'>;
  };
  const change = async (call: ShopperRequest, verb: string, body: unknown): Promise<CallField | null> => {
    const token = sessionOf(salon).known()?.token;
    const answer = await askRelay<RequestAnswer>(page, `requests/${call.id}/${verb}`, { method: 'POST', token, body });
    if (!answer.ok && answer.error.code === 'signed_out') startAnew(salon);
    else if (!answer.ok) return refuse(answer.error);
    else hearRequests(thread, [answer.request]);
    moving.value = false;
    when.value = { kind: 'asap' };
    return null;
  };

  const call: Call = {
    ...following,
    ...filled,
    words,
    countryChoice,
    slots,
    without,
    errors,
    busy,
    moving,
    trouble,
    fill: (change) => setAll(filled, change),
    correct: (field) => {
      errors.value = { ...errors.peek(), [field]: '' };
    },
    explain: (said, asking) => {
      // She may have corrected it meanwhile.
      if (errors.peek().phone) errors.value = { phone: said };
      if (asking) countryChoice.value = asking;
    },
    changeTime: (on) => {
      moving.value = on;
    },
    fetchSlots,
    ask: () =>
      run(async () => {
        const missing: Partial<Record<CallField, string>> = {};
        if (!salon.writing.name.peek().trim()) missing.name = words.peek().nameMissing;
        if (!phone.peek().trim()) missing.phone = words.peek().phoneMissing;
        if (missing.name || missing.phone) {
          errors.value = missing;
          return missing.name ? 'name' : 'phone';
        }
        return open();
      }),
    move: (call) => run(() => change(call, 'move', { when: when.peek() })),
    withdraw: async (call) => {
      await run(() => change(call, 'withdraw', {}));
    },
  };
  return call;
}

function fieldOf({ code, field }: RefusalError): CallField | null {
  if (code === 'phone_number' || field === 'phone') return 'phone';
  if (code === 'slot_taken' || code === 'slot_closed' || code === 'no_time' || field?.startsWith('when')) return 'when';
  return field === 'name' ? 'name' : null;
}
