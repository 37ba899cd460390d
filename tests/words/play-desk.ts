import { expect, vi } from 'vitest';
import type { DeskSnapshot } from '../../protocol/console.ts';
import type { Entry } from '../../protocol/entries.ts';
import { sitDown } from '../console/sit-down.tsx';
import { type Family, saidOn, unsaid } from './said-on.ts';

export type Desk = ReturnType<typeof sitDown>;

/** A state of her desk, and the sentences of a family that stand in it. */
export interface State {
  is: string;
  says: readonly string[];
  desk?: Partial<DeskSnapshot>;
  log?: Entry[];
  at?: Parameters<Desk['navigation']['go']>[0];
  /** Before her desk is drawn. */
  before?: (desk: Desk) => void;
  /** Once it is drawn. */
  act?: (desk: Desk) => void | Promise<void>;
}

/**
 * Puts a view into its states, one after the other: in each it says exactly the sentences that hold there. One of the
 * same family that stands beside them, or is missing, fails; so does one that none of the states has shown.
 */
export async function play(family: Family, states: readonly State[], where = 'body'): Promise<void> {
  for (const state of states) {
    const desk = sitDown(state.desk, state.log);
    if (state.at) desk.navigation.go(state.at);
    state.before?.(desk);
    await desk.show();
    await state.act?.(desk);
    await vi.waitFor(() => {
      const box = document.querySelector(where);
      expect(box && saidOn(box, family), state.is).toEqual([...state.says].sort());
    });
    desk.rise();
  }
  const shown = states.map((state) => state.says);
  expect(unsaid(family, shown), 'sentences that no state has shown').toEqual([]);
}
