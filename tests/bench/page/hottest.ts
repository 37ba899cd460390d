import type { Profiler } from 'node:inspector';
import type { Browser } from 'playwright-core';
import { onPhone } from './phone.ts';
import type { Met } from './subjects.ts';

/** One function of a built file; the engine's own work has a name in brackets and no place. */
export interface Hot {
  name: string;
  /** File, line and column, counted from one; empty for what is the engine's. */
  place: string;
  /** How its text begins, for the names of a build say little. */
  text: string;
  /** On top of the stack, and with all that it called, in ms. */
  selfMs: number;
  totalMs: number;
}

export interface Heat {
  functions: Hot[];
  files: { file: string; selfMs: number }[];
}

const EVERY_US = 200;
const TEXT_LENGTH = 70;
const NO_WORK = new Set(['(idle)', '(root)']);

/** Where the time of opening goes, of a visit of its own: until the composer is there, and a while after it. */
export function hottest(browser: Browser, met: Met): Promise<{ untilComposer: Heat; after: Heat }> {
  return onPhone(browser, met, async (one) => {
    await one.cdp.send('Profiler.enable');
    await one.cdp.send('Profiler.setSamplingInterval', { interval: EVERY_US });
    await one.settle();
    const profiled = async (act: () => Promise<void>) => {
      await one.cdp.send('Profiler.start');
      await act();
      return (await one.cdp.send('Profiler.stop')).profile;
    };
    const until = await profiled(async () => {
      await one.press('asking');
      await one.there();
    });
    const after = await profiled(one.rest);
    return { untilComposer: await withTexts(heatOf(until)), after: await withTexts(heatOf(after)) };
  });
}

/** Adds a profile of V8 up, most of it first. */
export function heatOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Heat {
  const selfMs = new Map<number, number>();
  for (const [i, id] of samples.entries()) selfMs.set(id, (selfMs.get(id) ?? 0) + (timeDeltas[i] ?? 0) / 1_000);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const functions = new Map<string, Hot>();
  const files = new Map<string, number>();
  /** Answers what a node and all below it took; `above` are the functions that called it, each counted once. */
  const add = (node: Profiler.ProfileNode, above: ReadonlySet<string>): number => {
    const { functionName, url, lineNumber, columnNumber } = node.callFrame;
    const place = url && `${url}:${lineNumber + 1}:${columnNumber + 1}`;
    const key = `${functionName} ${place}`;
    const within = new Set([...above, key]);
    const own = selfMs.get(node.id) ?? 0;
    const below = (node.children ?? []).map((id) => byId.get(id)).filter((child) => child !== undefined);
    const total = own + below.reduce((sum, child) => sum + add(child, within), 0);
    if (NO_WORK.has(functionName)) return total;
    const hot = functions.get(key) ?? { name: functionName || '(anonymous)', place, text: '', selfMs: 0, totalMs: 0 };
    hot.selfMs += own;
    if (!above.has(key)) hot.totalMs += total;
    functions.set(key, hot);
    const file = url || functionName;
    files.set(file, (files.get(file) ?? 0) + own);
    return total;
  };
  if (nodes[0]) add(nodes[0], new Set());
  return {
    functions: [...functions.values()].filter((hot) => hot.totalMs > 0).sort((a, b) => b.selfMs - a.selfMs),
    files: [...files].map(([file, ms]) => ({ file, selfMs: ms })).sort((a, b) => b.selfMs - a.selfMs),
  };
}

async function withTexts({ functions, files }: Heat): Promise<Heat> {
  const lines = new Map<string, string[]>();
  for (const { file } of files) if (/^http.*\.js$/.test(file)) lines.set(file, await linesOf(file));
  const told = functions.map((hot) => {
    const [, url = '', line, column] = /^(.*):(\d+):(\d+)$/.exec(hot.place) ?? [];
    const text = lines.get(url)?.[Number(line) - 1]?.slice(Number(column) - 1, Number(column) - 1 + TEXT_LENGTH) ?? '';
    return { ...hot, text, place: hot.place.replace(/^https?:\/\/[^/]+/, '') };
  });
  return { functions: told, files: files.map((one) => ({ ...one, file: one.file.replace(/^https?:\/\/[^/]+/, '') })) };
}

async function linesOf(url: string): Promise<string[]> {
  const answer = await fetch(url);
  return (await answer.text()).split('\n');
}
