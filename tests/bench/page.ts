// `npm run bench:page`: L13, what Salon costs a product page of another origin on a mid phone, beside a floor built and
// measured in the same run: the plainest panel of its packages. Every time is taken inside the page or by the browser,
// never through the driver. ROUNDS (7) says how many turns there are.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { ensureChromium } from '../helpers/chromium.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { bytesOf, fetched } from './page/bytes.ts';
import { type Found, report } from './page/goals.ts';
import { hottest } from './page/hottest.ts';
import { printed, printedHeat } from './page/print.ts';
import { HOSTS, type Met, type Places, type Subject } from './page/subjects.ts';
import { turn } from './page/visits.ts';

const ROUNDS = Number(process.env.ROUNDS) || 7;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
/** All visits come from one address, which is no shopper's. */
const OPEN = { SESSIONS_PER_MIN: '10000', READS_PER_MIN: '10000', REQUESTS_PER_MIN: '10000' };
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const relay = await RelayProcess.start({ env: OPEN });
const farSide: ChildProcess = spawn(process.execPath, [here('page/far-side.ts')], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, RELAY: new URL(relay.url).port },
});
const browser = await chromium.launch({ executablePath: ensureChromium(), args: FLAGS });
const say = (what: string) => console.error(`  ${what}`);

try {
  const places = await placesOf(farSide);
  await applyHouse(relay, (house) => ({
    ...roundTheClock(house),
    origins: ['self', new URL(places.salon.page).origin],
  }));
  const at = (subject: Subject): Met => ({ ...HOSTS[subject], ...places[subject] });
  const met = { bare: at('bare'), salon: at('salon'), floor: at('floor') };

  say('what is fetched');
  const scripts = { salon: await fetched(browser, met.salon), floor: await fetched(browser, met.floor) };
  const bytes = { salon: bytesOf(scripts.salon), floor: bytesOf(scripts.floor) };
  const turns: Found[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    say(`turn ${round} of ${ROUNDS}`);
    const { salon, floor } = await turn(browser, met, round % 2 ? ['salon', 'floor'] : ['floor', 'salon']);
    turns.push({ salon: { ...salon, ...bytes.salon }, floor: { ...floor, ...bytes.floor } });
  }
  say('where the time of opening goes');
  const heat = await hottest(browser, met.salon);

  const rows = report(turns);
  mkdirSync(here('../output'), { recursive: true });
  const written = { rounds: ROUNDS, report: rows, scripts, turns, heat };
  writeFileSync(here('../output/bench-page.json'), JSON.stringify(written, null, 2));
  console.log(
    `A product page of another origin on a mid phone: CPU slowed 4 times, 150 ms round trip, 1.6 Mbps; median of ${ROUNDS}`,
  );
  console.log(printed(rows));
  console.log('\nHottest, ms of itself and with what it called; more in tests/output/bench-page.json');
  console.log(`  until the composer\n${printedHeat(heat.untilComposer)}\n  after it\n${printedHeat(heat.after)}`);
} finally {
  await browser.close();
  farSide.kill();
  await relay.stop();
}

/** Where the far side says that everything lies. */
async function placesOf(child: ChildProcess): Promise<Places> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the far side did not begin')));
  return Promise.race([once(child, 'message').then(([places]) => places as Places), ended]);
}
