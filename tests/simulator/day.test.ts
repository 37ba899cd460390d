import { expect, test } from 'vitest';
import { playDay } from './day.ts';

test('a day of a small house: nothing is forgotten, held twice, unheard, or rung in the night', async () => {
  const played = await playDay({ requests: 120, seed: 20261124, boutiques: 13, associates: 60, after: 0 });
  try {
    const { offDuty, ghosts, free, kept } = played.truth;
    expect({ ...played.verdict, offDuty, ghosts }).toEqual({
      ...{ forgotten: 0, doubleHeld: 0, wordsWithoutRequest: 0, promisesWithoutHolder: 0, nightCalls: 0 },
      ...{ offDuty: 0, ghosts: 0 },
    });
    // Whoever reads that somebody is free is answered, or told otherwise, within the bound.
    expect(free).toBeGreaterThan(5);
    expect(kept).toBe(free);
  } finally {
    await played.end();
  }
});
