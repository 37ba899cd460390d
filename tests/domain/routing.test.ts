import { describe, expect, test } from 'vitest';
import { policySchema } from '../../protocol/house.ts';
import { type Asked, type Candidate, nextWave, type Wave, type WaveInput } from '../../server/domain/routing.ts';

const policy = policySchema.parse({});
const NOW = 1_000_000_000;

const somebody = (id: string, set: Partial<Candidate> = {}): Candidate => ({
  id,
  languages: ['fr', 'en'],
  expertise: [],
  place: 'paris',
  placeKind: 'boutique',
  placeOpen: true,
  placeRank: 0,
  taken: 0,
  capacity: 3,
  idleAt: NOW - 1_000,
  ...set,
});

const asked = (associate: string, state: Asked['state'], leftMs = 10_000): Asked => ({
  associate,
  state,
  expiresAt: NOW + leftMs,
});

const ask = (set: Partial<WaveInput> = {}): Wave =>
  nextWave({
    language: 'fr',
    wishes: {},
    category: null,
    own: null,
    lastHolder: null,
    place: null,
    step: null,
    stepUntil: null,
    candidates: [],
    asked: [],
    waiting: 1,
    policy,
    now: NOW,
    ...set,
  });

const names = (wave: Wave) => wave.offers.map((offer) => offer.associate);

describe('who is asked first', () => {
  const tired = somebody('tired', { taken: 2 });
  const idle = somebody('idle', { idleAt: NOW - 900_000 });
  const fresh = somebody('fresh');
  const far = somebody('far', { place: 'tokyo', placeRank: 3, placeOpen: false });
  const shut = somebody('shut', { place: 'milan', placeRank: 1, placeOpen: false });
  const silk = somebody('silk', { place: 'tokyo', placeRank: 3, placeOpen: false, expertise: ['Silk'] });
  const desk = somebody('desk', { place: 'clients', placeKind: 'client_services', expertise: ['Silk'] });

  test.each<[string, Partial<WaveInput>, string, string[]]>([
    ['her own associate before all', { candidates: [idle, tired], own: 'tired' }, 'tired', ['own']],
    ['the person she asked for', { candidates: [idle, far], wishes: { associate: 'far' } }, 'far', ['asked_for']],
    ['the place she asked for', { candidates: [idle, far], wishes: { place: 'tokyo' } }, 'far', ['place_asked_for']],
    ['the place of the promise', { candidates: [idle, far], place: 'tokyo' }, 'far', []],
    ['whoever served her last', { candidates: [idle, tired], lastHolder: 'tired' }, 'tired', ['last_holder']],
    ['expertise before nearness', { candidates: [idle, silk], category: 'silk' }, 'silk', ['expertise']],
    [
      'an open place before a near one',
      { candidates: [shut, somebody('open', { placeRank: 2 })] },
      'open',
      ['open_now'],
    ],
    ['the nearest of open places', { candidates: [somebody('b', { placeRank: 1 }), fresh] }, 'fresh', ['nearest']],
    ['the least loaded', { candidates: [tired, fresh] }, 'fresh', ['least_loaded']],
    ['the longest idle', { candidates: [fresh, idle] }, 'idle', ['longest_idle']],
    ['a boutique before client services', { candidates: [desk, far], category: 'Silk' }, 'far', []],
  ])('%s', (_what, input, first, reasons) => {
    const wave = ask(input);
    expect(names(wave)[0]).toBe(first);
    expect(wave.offers[0]?.reasons).toEqual(expect.arrayContaining(reasons));
  });

  test('a place that the house chose for the promise is not said to be asked for', () => {
    const wave = ask({ candidates: [idle, far], place: 'tokyo' });
    expect(wave.offers[0]?.reasons).not.toContain('place_asked_for');
  });

  test('language is a gate, not a rank: the only free person who does not speak it is not asked', () => {
    const wave = ask({ candidates: [somebody('aiko', { languages: ['ja', 'en'] })], own: 'aiko' });
    expect(wave).toMatchObject({ what: 'nobody', offers: [], passed: [{ associate: 'aiko', why: 'language' }] });
  });

  test('an atelier is invited into a thread, never rung', () => {
    expect(ask({ candidates: [somebody('a', { placeKind: 'atelier' })] })).toMatchObject({
      what: 'nobody',
      passed: [{ why: 'atelier' }],
    });
  });
});

describe('waves widen', () => {
  const ten = Array.from({ length: 10 }, (_, i) => somebody(`a${i}`, { idleAt: NOW - 1_000 + i }));
  const out = (n: number) => ten.slice(0, n).map(({ id }) => asked(id, 'open'));

  test.each<[string, Partial<WaveInput>, Partial<Wave>, number]>([
    ['her own associate is asked alone for 20 s', { own: 'a5' }, { step: 'own', stepUntil: NOW + 20_000 }, 1],
    ['then the best one for 15 s', { step: 'own', stepUntil: NOW }, { step: 'best', stepUntil: NOW + 15_000 }, 1],
    ['nobody of her own: the best one at once', {}, { step: 'best' }, 1],
    ['then the next three', { step: 'best', stepUntil: NOW, asked: out(1) }, { step: 'few' }, 3],
    ['then everybody who is left', { step: 'few', stepUntil: NOW, asked: out(4) }, { step: 'wide' }, 6],
  ])('%s', (_what, input, wave, width) => {
    const next = ask({ candidates: ten, ...input });
    expect(next).toMatchObject(wave);
    expect(next.offers).toHaveLength(width);
  });

  test('while a step runs and something rings, it is kept to its own end', () => {
    const wave = ask({ candidates: ten, step: 'best', stepUntil: NOW + 5_000, asked: out(1) });
    expect(wave).toMatchObject({ what: 'keep', lookAt: NOW + 5_000 });
  });

  test('a step whose offers were all answered is over at once', () => {
    const wave = ask({
      candidates: ten.slice(1),
      step: 'best',
      stepUntil: NOW + 5_000,
      asked: [asked('a0', 'declined')],
    });
    expect(wave).toMatchObject({ what: 'ask', step: 'few' });
  });

  test('never so wide that one request blocks the house: five waiting share ten, so two are asked', () => {
    expect(names(ask({ candidates: ten, step: 'few', stepUntil: NOW, waiting: 5 }))).toHaveLength(2);
    expect(names(ask({ candidates: ten, step: 'few', stepUntil: NOW, waiting: 50 }))).toHaveLength(1);
  });

  test('who declined is not asked again; who missed is asked again only when nobody else is left', () => {
    const three = ten.slice(0, 3);
    const before = [asked('a0', 'declined', -1), asked('a1', 'missed', -1)];
    expect(names(ask({ candidates: three, step: 'few', stepUntil: NOW, asked: before }))).toEqual(['a2']);
    const all = [...before, asked('a2', 'missed', -1)];
    expect(ask({ candidates: three, step: 'wide', stepUntil: NOW, asked: all })).toMatchObject({ step: 'last' });
    expect(names(ask({ candidates: three, step: 'wide', stepUntil: NOW, asked: all })).sort()).toEqual(['a1', 'a2']);
  });

  test('with nobody left to ask, what rings rings on; then there is nobody', () => {
    const one = [somebody('a0')];
    expect(ask({ candidates: one, step: 'best', stepUntil: NOW, asked: [asked('a0', 'open')] })).toMatchObject({
      what: 'keep',
      lookAt: NOW + 10_000,
    });
    expect(ask({ candidates: one, step: 'best', stepUntil: NOW, asked: [asked('a0', 'declined')] })).toMatchObject({
      what: 'nobody',
    });
  });

  test('the same question has the same answer, whatever the order of the candidates', () => {
    expect(names(ask({ candidates: [...ten].reverse(), step: 'few', stepUntil: NOW }))).toEqual(
      names(ask({ candidates: ten, step: 'few', stepUntil: NOW })),
    );
  });
});
