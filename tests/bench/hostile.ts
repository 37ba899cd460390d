import { makeId } from '../../protocol/id.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Opened } from '../../protocol/shopper.ts';
import { mint } from './asked.ts';
import { command, type Line } from './line.ts';
import type { Bench } from './plan.ts';
import { firstWords, realShopper } from './real.ts';
import { FLOORS, type Row, type Section } from './section.ts';
import { startRelay } from './subjects.ts';

const TIMES = 20;
/** Asked by several people in turn, each within her limits. */
const PING_EVERY_MS = 5;
const PEOPLE = 10;
/** Who asks for pages and reads none. */
const READERS = 20;

/** One body of long polling, filled with packets that make a socket each where nobody looks. */
const BODY = Array(87_000).fill('40').join('\x1e');

const append = (text: string) =>
  `42/shopper,0${JSON.stringify(['entries.append', { conversation: 'x', entries: [{ kind: 'message', body: { text } }] }])}`;
const filler = (bytes: number) => 'a'.repeat(bytes);

/** L08, made beforehand: the load would otherwise stand still for what the relay is asked to bear. */
const HOSTILE: Record<string, string> = {
  'an event of 300 KB': append(filler(300 * 1_024)),
  'an event of 64 KB and a byte': append(filler(LIMITS.eventBytes + 1)),
  'ten thousand levels': `42/shopper,0["ping",${'['.repeat(10_000)}${']'.repeat(10_000)}]`,
  'a list of 120,000 in 240 KB': `42/shopper,0["ping",[${Array(120_000).fill(1)}]]`,
  'a list of a million': `42/shopper,0["ping",[${Array(1_000_000).fill(1)}]]`,
};

/** Somebody who has no token at all posts a full body to the polling transport. */
async function postBody(url: string): Promise<void> {
  const ask = (query: string, set: RequestInit = {}) =>
    fetch(`${url}/socket.io/?EIO=4&transport=polling${query}`, { headers: { origin: url }, ...set });
  const { sid } = JSON.parse((await (await ask('')).text()).slice(1));
  await ask(`&sid=${sid}`, { method: 'POST', body: BODY }).catch(() => undefined);
}

/** A conversation of more than one page. */
async function longLog(line: Line): Promise<{ line: Line; conversation: string }> {
  const { conversation } = await command<Opened>(line, 'request.open', firstWords());
  for (let i = 0; i < 2; i++) {
    const message = () => ({ id: makeId(Date.now()), kind: 'message', body: { text: filler(4_000) } });
    await command(line, 'entries.append', { conversation, entries: Array.from({ length: 15 }, message) });
  }
  return { line, conversation };
}

/** L08: how long somebody else waits for an answer while hostile events come in. */
export async function measureHostile({ prefix, say }: Bench): Promise<Section[]> {
  const limits = { COMMANDS_PER_S: '30', MESSAGES_PER_MIN: '120', PAGE_KB_PER_S: '256' };
  const relay = await startRelay(prefix, 1, limits);
  const open = async () => realShopper(relay.url, (await mint(relay.url)).token);
  const others: Line[] = [];
  for (let i = 0; i < PEOPLE; i++) others.push(await open());
  const rows: Row[] = [];
  for (const [name, packet] of Object.entries(HOSTILE)) {
    say(`hostile: ${name}`);
    const longest = await longestAnswer(others, async () => {
      for (let i = 0; i < TIMES; i++) (await open()).raw(packet);
    });
    const row: Row = { name: `L08: ${name}: longest answer, ms`, figures: [null, null, longest] };
    rows.push({ ...row, goal: { of: 'value', most: 100 } });
  }
  for (const times of [1, 8]) {
    say(`hostile: ${times} bodies of packets`);
    const longest = await longestAnswer(others, () =>
      Promise.all(Array.from({ length: times }, () => postBody(relay.url))),
    );
    const name = `L08: 87,000 connects in a polling body, ${times} at once: longest answer, ms`;
    rows.push({ name, figures: [null, null, longest], goal: { of: 'value', most: 300 } });
  }
  say('hostile: pages that nobody reads');
  const readers: { line: Line; conversation: string }[] = [];
  for (let i = 0; i < READERS; i++) readers.push(await longLog(await open()));
  const unread = await longestAnswer(others, async () => {
    for (const { line, conversation } of readers) {
      line.turnDeaf();
      for (let i = 0; i < 50; i++) line.say('entries.after', { conversation, after: 0 }, () => undefined);
      await new Promise((go) => setImmediate(go));
    }
  });
  const asked = `${READERS} people ask for 50 pages each and read none: longest answer, ms`;
  rows.push({ name: `L08: ${asked}`, figures: [null, null, unread], goal: { of: 'value', most: 100 } });
  for (const { line } of readers) line.close();
  const unheard = await longestAnswer(others, open);
  rows.push({ name: 'L08: afterwards: longest answer, ms', figures: [null, null, unheard] });
  await relay.stop();
  return [{ title: 'Hostile events', columns: FLOORS, rows }];
}

/** The longest that one of `people` waits for an answer while `work` is done, and until all that they asked is answered. */
async function longestAnswer(people: readonly Line[], work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let waiting = 0;
  let asked = 0;
  const timer = setInterval(() => {
    const at = performance.now();
    waiting += 1;
    const line = people[asked++ % people.length];
    line?.say('ping', {}, () => {
      waiting -= 1;
      longest = Math.max(longest, performance.now() - at);
    });
  }, PING_EVERY_MS);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 500));
  clearInterval(timer);
  for (let i = 0; waiting > 0 && i < 1_000; i++) await new Promise((resolve) => setTimeout(resolve, 5));
  return waiting > 0 ? Number.POSITIVE_INFINITY : longest;
}
