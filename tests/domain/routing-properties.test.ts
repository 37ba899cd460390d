import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policySchema } from '../../protocol/house.ts';
import { speaks } from '../../server/domain/language.ts';
import { type Asked, type Candidate, nextWave, type Wave, type WaveInput } from '../../server/domain/routing.ts';

const policy = policySchema.parse({});
const NOW = 1_000_000_000;
const LANGUAGES = ['fr', 'en', 'ja', 'ko'] as const;
const PLACES = ['paris', 'tokyo', 'milan'] as const;

const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      languages: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { minLength: 1 }),
      expertise: fc.subarray(['Silk', 'Watches']),
      place: fc.constantFrom(...PLACES),
      placeKind: fc.constantFrom('boutique' as const, 'client_services' as const, 'atelier' as const),
      placeOpen: fc.boolean(),
      placeRank: fc.nat(3),
      taken: fc.nat(2),
      capacity: fc.constant(3),
      idleAt: fc.integer({ min: 0, max: NOW }),
    }),
    { maxLength: 12 },
  )
  .map((some) => some.map((one, i) => ({ ...one, id: `a${i}` })));

const input: fc.Arbitrary<WaveInput> = candidates.chain((some) => {
  const anybody = fc.option(fc.constantFrom('nobody', ...some.map(({ id }) => id)), { nil: null });
  const asked: fc.Arbitrary<Asked[]> = fc
    .array(fc.constantFrom('open', 'declined', 'missed', 'withdrawn') as fc.Arbitrary<Asked['state']>, {
      maxLength: some.length,
    })
    .map((states) =>
      states.map((state, i) => ({ associate: `a${i}`, state, expiresAt: NOW + (state === 'open' ? 1 + i * 900 : -1) })),
    );
  return fc.record({
    language: fc.constantFrom(...LANGUAGES),
    wishes: fc.record(
      { associate: fc.constantFrom('nobody', ...some.map(({ id }) => id)), place: fc.constantFrom(...PLACES) },
      { requiredKeys: [] },
    ),
    category: fc.option(fc.constantFrom('Silk', 'watches'), { nil: null }),
    own: anybody,
    lastHolder: anybody,
    place: fc.option(fc.constantFrom(...PLACES), { nil: null }),
    step: fc.option(
      fc.constantFrom('own' as const, 'best' as const, 'few' as const, 'wide' as const, 'last' as const),
      {
        nil: null,
      },
    ),
    stepUntil: fc.option(fc.integer({ min: NOW - 20_000, max: NOW + 20_000 }), { nil: null }),
    candidates: fc.constant(some),
    asked,
    waiting: fc.integer({ min: 1, max: 40 }),
    policy: fc.constant(policy),
    now: fc.constant(NOW),
  });
});

const holds = (property: (wave: Wave, given: WaveInput) => void) =>
  fc.assert(
    fc.property(input, (given) => property(nextWave(given), given)),
    { numRuns: 2_000 },
  );
const ids = (wave: Wave) => wave.offers.map(({ associate }) => associate);

test('nobody is asked who does not speak her language, is of an atelier, has declined, or is being asked', () => {
  holds((wave, { candidates, language, asked }) => {
    for (const id of ids(wave)) {
      const one = candidates.find((candidate) => candidate.id === id);
      expect(one && one.placeKind !== 'atelier' && speaks(one.languages, language)).toBe(true);
      expect(asked.some(({ associate, state }) => associate === id && (state === 'declined' || state === 'open'))).toBe(
        false,
      );
    }
  });
});

test('nobody is asked twice in a wave, and a wave that asks has somebody to ask', () => {
  holds((wave) => {
    expect(new Set(ids(wave)).size).toBe(wave.offers.length);
    if (wave.what === 'ask') expect(wave.offers.length).toBeGreaterThan(0);
    else expect(wave.offers).toEqual([]);
  });
});

test('a wave has a next look, after now and not after what it waits for', () => {
  holds((wave, { asked }) => {
    if (wave.what === 'nobody') return;
    expect(wave.lookAt).toBeGreaterThan(NOW);
    for (const { state, expiresAt } of asked) if (state === 'open') expect(wave.lookAt).toBeLessThanOrEqual(expiresAt);
  });
});

test('the same input gives the same answer, in whatever order the store finds people', () => {
  holds((wave, given) => {
    const turned = { ...given, candidates: [...given.candidates].reverse(), asked: [...given.asked].reverse() };
    const again = nextWave(turned);
    expect([again.what, again.step, again.stepUntil, again.lookAt, ids(again)]).toEqual([
      ...[wave.what, wave.step, wave.stepUntil, wave.lookAt],
      ids(wave),
    ]);
  });
});

test('a wider wave contains the narrower one', () => {
  holds((wave, given) => {
    const wider = nextWave({ ...given, waiting: 1, policy: { ...policy, fewCount: 10 } });
    if (wave.what === 'ask') expect(ids(wider)).toEqual(expect.arrayContaining(ids(wave)));
  });
});

test('a request never takes more of the house than its share, and one at least', () => {
  holds((wave, { candidates, language, waiting }) => {
    const eligible = candidates.filter((one) => one.placeKind !== 'atelier' && speaks(one.languages, language)).length;
    expect(wave.offers.length).toBeLessThanOrEqual(Math.max(1, Math.floor(eligible / waiting)));
  });
});

test('nobody starves: whoever serves her language and has not declined is asked before it is said that nobody is there', () => {
  holds((_wave, given) => {
    const asked = [...given.asked.filter(({ state }) => state !== 'open')];
    let at: Pick<WaveInput, 'step' | 'stepUntil' | 'now'> = { step: null, stepUntil: null, now: NOW };
    const reached = new Set(asked.map(({ associate }) => associate));
    for (let turn = 0; turn < 40; turn++) {
      const wave = nextWave({ ...given, ...at, asked });
      if (wave.what === 'nobody') break;
      for (const id of ids(wave)) {
        reached.add(id);
        asked.push({ associate: id, state: 'declined', expiresAt: at.now });
      }
      at = { step: wave.step, stepUntil: wave.stepUntil, now: Math.max(at.now, wave.lookAt) };
    }
    const able = given.candidates.filter((one) => one.placeKind !== 'atelier' && speaks(one.languages, given.language));
    for (const { id } of able) expect(reached.has(id)).toBe(true);
  });
});
