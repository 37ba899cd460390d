import { death, isBack, type Returned } from './death.ts';
import { inGroups, numbers } from './in-groups.ts';
import { type Mortal, mortalFloor, mortalRelay } from './mortal.ts';
import type { Bench } from './plan.ts';
import type { ReturningPair } from './returning-pair.ts';
import { FLOORS, type Goal, type Row, type Section } from './section.ts';
import { until } from './until.ts';

const NONE: Goal = { of: 'value', most: 0 };

/** How clients come back after the relay's death, with messages being typed all the while. */
export async function measureReturn({ plan, prefix, say }: Bench): Promise<Section[]> {
  const floor = await mortalFloor(prefix);
  const relay = await mortalRelay(prefix);
  const pairs = { floor: [] as ReturningPair[], relay: [] as ReturningPair[] };
  const rows: Row[] = [];
  for (const clients of plan.clients) {
    await grow(floor, pairs.floor, clients / 2);
    await grow(relay, pairs.relay, clients / 2);
    say(`${clients} clients, kill -9 of the relay`);
    const real = await death(relay, pairs.relay, 'SIGKILL');
    say(`${clients} clients, kill -9 of the floor`);
    const bare = await death(floor, pairs.floor, 'SIGKILL');
    // The floor loads nothing and is there sooner; clients who find nobody wait twice as long before the next try.
    say(`${clients} clients, kill -9 of the floor, away as long as the relay was`);
    const away = await death(floor, pairs.floor, 'SIGKILL', real.startedMs - bare.startedMs);
    rows.push(...rowsOf(`${clients} clients`, bare, away, real));
  }
  const clients = pairs.relay.length * 2;
  say(`${clients} clients, a restart under the default admission limit`);
  relay.keepLimits();
  rows.push(...restartRows(clients, await death(relay, pairs.relay, 'SIGTERM'), relay.errors()));
  for (const pair of [...pairs.floor, ...pairs.relay]) pair.close();
  await Promise.all([floor.stop(), relay.stop()]);
  return [{ title: 'Return after a death', columns: FLOORS, rows }];
}

async function grow(mortal: Mortal, pairs: ReturningPair[], to: number): Promise<void> {
  pairs.push(...(await inGroups(numbers(to - pairs.length), 10, (i) => mortal.pair(pairs.length + i))));
  await until(() => pairs.every(isBack));
}

function rowsOf(name: string, bare: Returned, away: Returned, real: Returned): Row[] {
  const figures = (of: (one: Returned) => number) => [of(bare), null, of(real)] as const;
  const same = [away.backMs / 1_000, null, real.backMs / 1_000] as const;
  const back: Goal = { of: 'ratio', most: 1.3 };
  return [
    { name: `${name}: all back, all sent again, s`, figures: figures((r) => r.backMs / 1_000), digits: 2, goal: back },
    { name: `${name}: the same, both away as long, s`, figures: same, digits: 2, goal: back },
    { name: `${name}: there was a relay again, s`, figures: figures((r) => r.startedMs / 1_000), digits: 2 },
    { name: `${name}: messages typed`, figures: figures((r) => r.typed), digits: 0 },
    { name: `${name}: lost`, figures: figures((r) => r.lost), digits: 0, goal: NONE },
    { name: `${name}: doubled`, figures: figures((r) => r.doubled), digits: 0, goal: NONE },
    { name: `${name}: the load's share of its core`, figures: figures((r) => r.share), digits: 2 },
  ];
}

function restartRows(clients: number, back: Returned, errors: number): Row[] {
  const row = (name: string, figure: number, digits: number, most?: number): Row => ({
    ...{ name: `L03: ${clients} clients, ${name}`, figures: [null, null, figure], digits },
    ...(most === undefined ? {} : { goal: { of: 'value', most } }),
  });
  return [
    row('all back, s', back.backMs / 1_000, 1, 30),
    row('told to come later, each', back.refusals / clients, 2),
    row('errors logged', errors, 0, 0),
    row('lost or doubled', back.lost + back.doubled, 0, 0),
  ];
}
