// `npm run profile`: where the relay's time goes, for a message and for a connect. It has one core and the load the
// other. What is sampled is added up by owner, and lies in tests/output/*.cpuprofile for a browser's developer tools.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { RelayProcess } from '../helpers/relay-process.ts';
import { mint } from './asked.ts';
import { applyBenchHouse, BENCH_ENV, emailsOf, SEATS, shareThePassword } from './bench-house.ts';
import { onCore } from './figures.ts';
import { inGroups, numbers } from './in-groups.ts';
import { sendAtRate } from './load.ts';
import { realConversations, realShopper } from './real.ts';
import { whereTimeWent } from './where.ts';

const CONVERSATIONS = 160;
const ASSOCIATES = Math.ceil(CONVERSATIONS / SEATS) + 1;
const SAMPLED_MS = 8_000;
const CONNECTS = 1_500;
const LEAST_SHARE = 0.01;

const prefix = cpus().length > 1 ? onCore(0) : [];
if (prefix.length > 0) spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)]);
const output = fileURLToPath(new URL('../output/', import.meta.url));
mkdirSync(output, { recursive: true });

const relay = await RelayProcess.start({
  prefix,
  env: BENCH_ENV,
  script: ['--import', './tests/bench/profiled.ts', 'server/main.ts'],
});

/** Samples the relay while `work` runs, and says what `count` of `what` cost. */
async function profile(name: string, what: string, work: () => Promise<number>): Promise<void> {
  await relay.ask({ sample: true });
  const count = await work();
  const file = `${output}${name}.cpuprofile`;
  await relay.ask({ samplesInto: file });
  const { tookMs, idleMs, shares, files } = whereTimeWent(JSON.parse(readFileSync(file, 'utf8')));
  const busyMs = tookMs - idleMs;
  const perOne = (ms: number) => Math.round((ms * 1_000) / count);
  const rows = (of: typeof shares) =>
    of
      .filter(({ selfMs, forItMs }) => Math.max(selfMs, forItMs) > busyMs * LEAST_SHARE)
      .map(({ owner, selfMs, forItMs }) => `| ${owner} | ${perOne(selfMs)} | ${perOne(forItMs)} |`);
  const head = (title: string) => [`| ${title} | itself, µs | and what it asked for, µs |`, '|---|--:|--:|'];
  console.log(`\n## ${name}: ${count} ${what}, ${perOne(busyMs)} µs each\n`);
  console.log([...head('Owner'), ...rows(shares)].join('\n'));
  console.log(`\n${[...head('File'), ...rows(files)].join('\n')}`);
}

await applyBenchHouse(relay, ASSOCIATES);
shareThePassword(relay.dataDir);
const talk = await realConversations(relay.url, emailsOf(ASSOCIATES), CONVERSATIONS);
await sendAtRate(talk, 1_000, SAMPLED_MS / 2);
for (const perSecond of [1_000, 4_000]) {
  await profile(
    `message-${perSecond}`,
    'messages',
    async () => (await sendAtRate(talk, perSecond, SAMPLED_MS)).messages,
  );
}
talk.close();

const connect = async (tokens: readonly string[]) => {
  const lines = await inGroups(tokens, 20, (token) => realShopper(relay.url, token));
  for (const line of lines) line.close();
  return lines.length;
};
const tokens = await inGroups(numbers(CONNECTS), 10, async () => (await mint(relay.url)).token);
await connect(tokens.slice(0, CONNECTS / 3));
await profile('connect', 'connects', () => connect(tokens));
await relay.stop();
process.exit();
