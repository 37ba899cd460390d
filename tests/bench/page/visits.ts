import type { Browser } from 'playwright-core';
import { onPhone, type Phone } from './phone.ts';
import type { Met, Subject } from './subjects.ts';
import { traced } from './trace.ts';

/** What one turn finds of one subject; times in ms. The network is slow in all of it. */
export interface Figures {
  pressToComposerMs: number;
  launcherToComposerMs: number;
  intentToComposerMs: number;
  navigationToComposerMs: number;
  scriptUntilComposerMs: number;
  scriptAfterComposerMs: number;
  scriptOfOpeningMs: number;
  longestTaskAfterMs: number;
  longTasksOfOpening: number;
  scriptingBeforeMs: number;
  longTasksBefore: number;
  layoutShift: number;
  heapBeforeKib: number;
  heapOpenedKib: number;
}

export type Asked = Exclude<Subject, 'bare'>;
export type Turn = Record<Asked, Figures>;
type Some = Promise<Partial<Figures>>;

interface Resting {
  scriptingMs: number;
  heapKib: number;
}

/**
 * Every visit is on a phone of its own; the subjects by turns, so that a busy machine is busy for both. `order` is that of
 * each pair of visits.
 */
export async function turn(
  browser: Browser,
  met: Readonly<Record<Subject, Met>>,
  order: readonly Asked[],
): Promise<Turn> {
  const bare = await onPhone(browser, met.bare, atRest);
  const visits: ((asked: Met) => Some)[] = [
    (asked) => onPhone(browser, asked, (one) => opened(one, bare)),
    (asked) => onPhone(browser, asked, byLauncher),
    (asked) => onPhone(browser, asked, withIntent),
    (asked) => onPhone(browser, asked, opening),
    (asked) => onPhone(browser, asked, clickedAtOnce, { atOnce: true }),
  ];
  const found: Record<Asked, Partial<Figures>> = { salon: {}, floor: {} };
  for (const visit of visits) {
    for (const asked of order) Object.assign(found[asked], await visit(met[asked]));
  }
  return found as Turn;
}

async function atRest(one: Phone): Promise<Resting> {
  await one.settle();
  return { scriptingMs: await one.scriptingMs(), heapKib: await one.heapKib() };
}

async function composerAfter(one: Phone, what: 'asking' | 'launcher'): Promise<number> {
  await one.press(what);
  await one.there();
  const { pressedAt, composerAt } = await one.seen();
  return composerAt - pressedAt;
}

/** The page at rest, and then with the chat open; less what the bare page has. */
async function opened(one: Phone, bare: Resting): Some {
  const resting = await atRest(one);
  const { longTasks } = await one.seen();
  const pressToComposerMs = await composerAfter(one, 'asking');
  await one.rest();
  const heapKib = await one.heapKib();
  return {
    pressToComposerMs,
    scriptingBeforeMs: resting.scriptingMs - bare.scriptingMs,
    longTasksBefore: longTasks,
    layoutShift: (await one.seen()).shift,
    heapBeforeKib: resting.heapKib - bare.heapKib,
    heapOpenedKib: heapKib - bare.heapKib,
  };
}

/** By the launcher, and what must be chosen there; each pressed as soon as it is on the screen. */
async function byLauncher(one: Phone): Some {
  await one.settle();
  return { launcherToComposerMs: await composerAfter(one, 'launcher') };
}

/** A pointer has come over the launcher before, and what that fetches is there. */
async function withIntent(one: Phone): Some {
  await one.settle();
  await one.intend();
  await one.rest();
  return { intentToComposerMs: await composerAfter(one, 'asking') };
}

/** In a trace, which itself takes time: no other figure is taken from this visit. */
async function opening(one: Phone): Some {
  await one.settle();
  const found = await traced(one.cdp, async () => {
    await one.press('asking');
    await one.there();
  });
  return {
    scriptUntilComposerMs: found.scriptUntilMs,
    scriptAfterComposerMs: found.scriptAfterMs,
    scriptOfOpeningMs: found.scriptUntilMs + found.scriptAfterMs,
    longestTaskAfterMs: found.longestTaskAfterMs,
    longTasksOfOpening: found.longTasks,
  };
}

/** The chat is asked for in the moment in which the launcher stands. */
async function clickedAtOnce(one: Phone): Some {
  await one.go();
  await one.there();
  return { navigationToComposerMs: (await one.seen()).composerAt };
}
