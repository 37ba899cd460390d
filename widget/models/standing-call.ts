import type { Persona } from '../../protocol/people.ts';
import type { RequestState } from '../../protocol/request-state.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { listen } from '../listen.ts';
import { endSuperseded, fetchRequests } from './ask-over-http.ts';
import { openCall } from './requests.ts';
import type { Salon } from './salon.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';

const BEAT_MS = 4_000;
/** It is looked at with every beat for two minutes after she has asked, while she has it before her; later with each fifth. */
const SOON_BEATS = 30;
const SELDOM = 5;
const WAKES = ['focus', 'online', 'pageshow', 'visibilitychange'];

/** What becomes of the call that is promised to her, known without a socket. */
export interface StandingCall {
  /** Who last took it: she is named when she did not reach her, too. */
  readonly caller: ReadonlySignal<Persona | null>;
  /** How the call that stood here has ended; `lost`: it is not hers to see from here any more. */
  readonly ended: ReadonlySignal<RequestState | 'lost' | null>;
  /** She asks for another: how that one ended is past. */
  readonly again: () => void;
}

export function followCall(salon: Salon): StandingCall {
  const { requests, link } = salon.thread;
  const caller = signal<Persona | null>(null);
  const ended = signal<RequestState | 'lost' | null>(null);
  let stood: ShopperRequest | null = null;
  let beats = 0;

  const look = async () => {
    if (document.visibilityState !== 'visible' || !openCall(requests.peek())) return;
    await endSuperseded(salon);
    // A live socket tells it by itself.
    if (link.peek() !== 'live') await fetchRequests(salon);
  };
  listen([window, document], WAKES, look);
  effect(() => {
    const call = openCall(requests.value);
    const last = requests.value.find(({ id }) => id === stood?.id);
    if (call) ended.value = null;
    // Where she had all of it forgotten, nothing tells that there was a call.
    else if (stood) ended.value = last?.state ?? (salon.memory.kept().called ? 'lost' : null);
    if (call?.id !== stood?.id) beats = 0;
    stood = call;
    if (!call) return;
    if (call.holder) caller.value = call.holder;
    const timer = setInterval(() => {
      beats++;
      const soon = !call.holder && salon.sheet.opened.peek() && beats < SOON_BEATS;
      if (soon || beats % SELDOM === 0) void look();
    }, BEAT_MS);
    return () => clearInterval(timer);
  });
  return {
    caller,
    ended,
    again: () => {
      ended.value = null;
    },
  };
}
