// `npm run bench`: what the real relay costs, beside floors measured in the same run. The relay has one core and the
// load the other, where the system can pin them. A message is sender -> relay -> acknowledgement to the sender and
// delivery to the other side. `--only rates,pairs` runs parts, `--quick` a short version.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCeiling } from './ceiling.ts';
import { onCore } from './figures.ts';
import { measureHostile } from './hostile.ts';
import { measureMemory } from './memory.ts';
import { measurePairs } from './pairs.ts';
import { type Bench, FULL, QUICK } from './plan.ts';
import { measureRates } from './rates.ts';
import { measureReturn } from './returning.ts';
import { FLOORS, isMet, ratioOf, type Section } from './section.ts';
import { measureSoak } from './soak.ts';
import { table } from './table.ts';
import { measureNodes } from './two-nodes.ts';

const PARTS: Record<string, (bench: Bench) => Promise<Section[]>> = {
  rates: measureRates,
  ceiling: measureCeiling,
  pairs: measurePairs,
  memory: measureMemory,
  return: measureReturn,
  nodes: measureNodes,
  hostile: measureHostile,
  soak: measureSoak,
};

const { values: asked } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, 'soak-minutes': { type: 'string' } },
});
const parts = asked.only?.split(/[|,]/) ?? Object.keys(PARTS);
const unknown = parts.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}"; the parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

const prefix = cpus().length > 1 ? onCore(0) : [];
if (prefix.length > 0) spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)]);
// Processes that were started end with this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(0);
const plan = asked.quick ? QUICK : FULL;
const minutes = asked['soak-minutes'];
const bench: Bench = {
  plan: { ...plan, soakMs: minutes ? Number(minutes) * 60_000 : plan.soakMs },
  prefix,
  say: (line) => console.error(`${seconds().padStart(4)} s  ${line}`),
};

/** A part that cannot be measured says why, and the others are measured all the same. */
async function measure(part: string): Promise<Section[]> {
  try {
    return (await PARTS[part]?.(bench)) ?? [];
  } catch (error) {
    process.exitCode = 1;
    bench.say(`${part} failed: ${error instanceof Error ? error.stack : error}`);
    return [{ title: `Not measured: ${part}`, columns: FLOORS, rows: [] }];
  }
}

const sections: Section[] = [];
for (const part of parts) sections.push(...(await measure(part)));

const output = fileURLToPath(new URL('../output/', import.meta.url));
const about = { at: new Date().toISOString(), node: process.version, cores: cpus().length, pinned: prefix.length > 0 };
const judged = sections.map((section) => ({
  ...section,
  rows: section.rows.map((row) => ({ ...row, ratio: ratioOf(row), met: isMet(row) })),
}));
mkdirSync(output, { recursive: true });
writeFileSync(
  `${output}bench.json`,
  `${JSON.stringify({ ...about, quick: !!asked.quick, sections: judged }, null, 2)}\n`,
);
console.log(sections.map(table).join('\n\n'));
console.log(`\n${seconds()} s. The same figures as JSON: tests/output/bench.json`);
process.exit();
