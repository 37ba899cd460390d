import type { Policy } from '../../protocol/house.ts';
import type { RoutingReason, Wishes } from '../../protocol/requests.ts';
import { speaks } from './language.ts';
import type { RoutingStep } from './rows.ts';

/** Somebody who is available, has a seat free, and rings for nobody else this moment. */
export interface Candidate {
  id: string;
  languages: readonly string[];
  expertise: readonly string[];
  place: string;
  placeKind: 'boutique' | 'client_services' | 'atelier';
  placeOpen: boolean;
  /** 0 for the place nearest to the shopper by the page's choice or time zone, then 1, 2 … */
  placeRank: number;
  taken: number;
  capacity: number;
  idleAt: number;
}

/** An offer already made for this request. */
export interface Asked {
  associate: string;
  state: 'open' | 'declined' | 'missed' | 'withdrawn' | 'accepted';
  expiresAt: number;
}

export interface WaveInput {
  language: string;
  wishes: Wishes;
  category: string | null;
  /** Her own associate, by her own choice. */
  own: string | null;
  lastHolder: string | null;
  /** Where the promise was made, if one was. */
  place: string | null;
  step: RoutingStep | null;
  stepUntil: number | null;
  candidates: readonly Candidate[];
  asked: readonly Asked[];
  /** How many waiting requests share these candidates, this one included. */
  waiting: number;
  policy: Policy;
  now: number;
}

export type PassedOver = 'language' | 'atelier' | 'declined' | 'missed' | 'later';

export interface Wave {
  /** `keep`: offers out live on. `ask`: make these offers. `nobody`: there is no one to ask. */
  what: 'keep' | 'ask' | 'nobody';
  step: RoutingStep | null;
  stepUntil: number | null;
  offers: { associate: string; reasons: RoutingReason[] }[];
  /** Who was not asked this time, and why. */
  passed: { associate: string; why: PassedOver }[];
  /** When to look again; for `nobody` the caller decides. */
  lookAt: number;
}

const STEPS: readonly RoutingStep[] = ['own', 'best', 'few', 'wide', 'last'];

/**
 * From the request, the candidates and the policy to the next wave. Language is a gate; then her own associate,
 * the person or place asked for, expertise, the nearest open place, least loaded, longest idle. A step adds
 * offers, earlier ones live to their own expiry; a step whose offers were all answered is over at once.
 */
export function nextWave(input: WaveInput): Wave {
  const { now, policy } = input;
  const open = input.asked.filter((asked) => asked.state === 'open');
  const passed: Wave['passed'] = [];
  const eligible = input.candidates.filter((candidate) => {
    const why = gate(candidate, input.language);
    if (why) passed.push({ associate: candidate.id, why });
    return !why;
  });
  const before = new Map(input.asked.map((asked) => [asked.associate, asked.state]));
  const fresh = rank(
    eligible.filter((candidate) => !before.has(candidate.id) || before.get(candidate.id) === 'withdrawn'),
    input,
  );
  const again = rank(
    eligible.filter((candidate) => before.get(candidate.id) === 'missed'),
    input,
  );
  for (const candidate of eligible) {
    const state = before.get(candidate.id);
    if (state === 'declined' || state === 'missed') passed.push({ associate: candidate.id, why: state });
  }
  const soonest = Math.min(...open.map((asked) => asked.expiresAt));
  if (open.length > 0 && input.stepUntil !== null && now < input.stepUntil) {
    return { ...keep(input), passed, lookAt: Math.min(input.stepUntil, soonest) };
  }
  const next = nextStep(input, fresh, again);
  if (!next) {
    if (open.length > 0) return { ...keep(input), passed, lookAt: soonest };
    return { what: 'nobody', step: null, stepUntil: null, offers: [], passed, lookAt: now };
  }
  const width = Math.max(1, Math.min(next.width, Math.floor(eligible.length / Math.max(1, input.waiting))));
  const asked = next.pool.slice(0, width);
  for (const later of next.pool.slice(width)) passed.push({ associate: later.id, why: 'later' });
  const stepUntil = now + stepMs(next.step, policy);
  return {
    what: 'ask',
    step: next.step,
    stepUntil,
    offers: asked.map((candidate) => ({ associate: candidate.id, reasons: reasonsFor(candidate, input) })),
    passed,
    lookAt: Math.min(stepUntil, now + policy.offerMs, soonest),
  };
}

function gate(candidate: Candidate, language: string): PassedOver | null {
  if (candidate.placeKind === 'atelier') return 'atelier';
  return speaks(candidate.languages, language) ? null : 'language';
}

const keep = (input: WaveInput): Pick<Wave, 'what' | 'step' | 'stepUntil' | 'offers'> => ({
  what: 'keep',
  step: input.step,
  stepUntil: input.stepUntil,
  offers: [],
});

interface Next {
  step: RoutingStep;
  pool: Candidate[];
  width: number;
}

/** The first step after the current one that has somebody to ask; steps with nobody in them are skipped at once. */
function nextStep(input: WaveInput, fresh: Candidate[], again: Candidate[]): Next | null {
  const from = input.step === null ? 0 : STEPS.indexOf(input.step) + 1;
  const alone = firstChoice(input, fresh);
  if (from === 0 && alone) return { step: 'own', pool: [alone], width: 1 };
  if (fresh.length > 0) {
    if (from <= 1) return { step: 'best', pool: fresh, width: 1 };
    if (from <= 2) return { step: 'few', pool: fresh, width: input.policy.fewCount };
    return { step: 'wide', pool: fresh, width: fresh.length };
  }
  return again.length > 0 ? { step: 'last', pool: again, width: again.length } : null;
}

/** Whoever is asked alone: her own associate, the person she asked for, or whoever served her last. */
function firstChoice(input: WaveInput, fresh: readonly Candidate[]): Candidate | null {
  for (const id of [input.own, input.wishes.associate, input.lastHolder]) {
    const found = fresh.find((candidate) => candidate.id === id);
    if (found) return found;
  }
  return null;
}

function stepMs(step: RoutingStep, policy: Policy): number {
  switch (step) {
    case 'own':
      return policy.ownAloneMs;
    case 'best':
      return policy.bestMs;
    case 'few':
      return policy.fewMs;
    case 'wide':
    case 'last':
      return policy.wideMs;
  }
}

/** Client services is the last wave: whatever else speaks for it, a boutique comes first. */
const rank = (candidates: Candidate[], input: WaveInput): Candidate[] =>
  candidates
    .map((candidate) => ({ candidate, keys: keysOf(candidate, input) }))
    .sort((a, b) => compare(a.keys, b.keys) || (a.candidate.id < b.candidate.id ? -1 : 1))
    .map(({ candidate }) => candidate);

function keysOf(candidate: Candidate, input: WaveInput): number[] {
  return [
    candidate.id === input.own ? 0 : 1,
    candidate.id === input.wishes.associate ? 0 : 1,
    wantsPlace(candidate, input) ? 0 : 1,
    candidate.id === input.lastHolder ? 0 : 1,
    candidate.placeKind === 'client_services' ? 1 : 0,
    knows(candidate, input.category) ? 0 : 1,
    candidate.placeOpen ? 0 : 1,
    candidate.placeRank,
    candidate.taken / candidate.capacity,
    candidate.idleAt,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, key] of a.entries()) {
    const difference = key - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the shopper asked for, else where the house has promised it. */
const wantsPlace = (candidate: Candidate, input: WaveInput): boolean =>
  candidate.place === (input.wishes.place ?? input.place);

const knows = (candidate: Candidate, category: string | null): boolean =>
  category !== null && candidate.expertise.some((known) => known.toLowerCase() === category.toLowerCase());

function reasonsFor(candidate: Candidate, input: WaveInput): RoutingReason[] {
  const reasons: RoutingReason[] = [];
  if (candidate.id === input.own) reasons.push('own');
  if (candidate.id === input.wishes.associate) reasons.push('asked_for');
  if (candidate.place === input.wishes.place) reasons.push('place_asked_for');
  if (candidate.id === input.lastHolder) reasons.push('last_holder');
  if (knows(candidate, input.category)) reasons.push('expertise');
  if (candidate.placeRank === 0) reasons.push('nearest');
  if (candidate.placeOpen) reasons.push('open_now');
  const others = input.candidates.filter((other) => other.id !== candidate.id);
  const load = candidate.taken / candidate.capacity;
  if (others.length > 0 && others.every((other) => load <= other.taken / other.capacity)) reasons.push('least_loaded');
  if (others.length > 0 && others.every((other) => candidate.idleAt <= other.idleAt)) reasons.push('longest_idle');
  return reasons;
}
