import { spawnSync } from 'node:child_process';
import { Nodes } from '../helpers/nodes.ts';
import { applyBenchHouse, BENCH_ENV, emailsOf } from './bench-house.ts';
import type { Bench, Plan } from './plan.ts';
import { type RealConversations, realConversations } from './real.ts';
import { type Round, round, rowsOf, type Together, together } from './round.ts';
import { eachOf, type Row, type Section, type Three } from './section.ts';
import { warm } from './turns.ts';

const PER_SECOND = 1_000;
const ASSOCIATES = 14;
const CONVERSATIONS = 100;

/** One relay on Postgres and Redis, then two: with both ends of each conversation on one, and with an end on each. */
export async function measureNodes({ plan, prefix, say }: Bench): Promise<Section[]> {
  // Synced at each commit, as a house would have it.
  const nodes = await Nodes.start({ count: 1, env: BENCH_ENV, postgres: { settings: { fsync: 'on' } } });
  const pin = () => {
    for (const { pid } of nodes.relays) spawnSync(prefix[0] ?? 'true', ['-a', '-c', '-p', '0', String(pid)]);
  };
  pin();
  const [first] = nodes.relays;
  if (!first) throw new Error('no relay');
  await applyBenchHouse(first, ASSOCIATES);
  const talk = await realConversations(first.url, emailsOf(ASSOCIATES), CONVERSATIONS);
  await warm(talk, plan);
  say('one node');
  const one = await measure(nodes, talk, plan);
  const second = await nodes.add();
  pin();
  say('two nodes, both ends on the same');
  const same = await measure(nodes, talk, plan);
  await talk.desks.moveTo(second.url);
  await warm(talk, plan);
  say('two nodes, an end on each');
  const apart = await measure(nodes, talk, plan);
  talk.close();
  await nodes.stop();
  return [
    {
      title: `Two nodes, ${PER_SECOND} messages a second`,
      columns: ['one node', 'both on one', 'an end on each'],
      rows: rows([one, same, apart]),
    },
  ];
}

async function measure(nodes: Nodes, talk: RealConversations, plan: Plan): Promise<Together> {
  const pids = nodes.relays.map(({ pid }) => pid);
  const rounds: Round[] = [];
  for (let i = 0; i < plan.rounds; i++) rounds.push(await round(pids, talk, PER_SECOND, plan));
  return together(rounds);
}

function rows(all: Three<Together>): Row[] {
  const missed = all.every(({ reached }) => reached) ? {} : { note: 'the rate was not reached everywhere' };
  return [
    {
      name: 'CPU ms a thousand messages, all relays',
      figures: eachOf(all, (one) => 1e6 / one.messagesPerCpuSecond),
      digits: 0,
      goal: { of: 'ratio', most: 3 },
    },
    { name: 'acknowledged a second', figures: eachOf(all, (one) => one.perSecond), digits: 0, ...missed },
    ...rowsOf('nodes', all),
  ];
}
