import { afterEach, expect, test } from 'vitest';
import { applyDesk, type DeskEvent, type DeskState, deskFrom, standing } from '../../console/models/desk-state.ts';
import type { DeskSnapshot } from '../../protocol/console.ts';
import { deskSnapshot } from '../../server/actions/desk-snapshot.ts';
import { openThread } from '../../server/actions/read-desk.ts';
import type { News } from '../../server/store/store.ts';
import type { Name } from '../helpers/cast.ts';
import { seeded } from '../helpers/random.ts';
import { type Rig, startRig } from '../helpers/rig.ts';
import { happen } from '../helpers/storm.ts';

const STEPS = 150;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** What a fresh connection of hers would be sent. */
async function snapshotOf(rig: Rig, name: Name): Promise<DeskSnapshot> {
  const from = rig.news.length;
  await deskSnapshot(rig.ports, rig.asks(name), 'a-socket');
  const told = rig.news.slice(from).find((one) => one.what === 'event' && one.event === 'snapshot');
  if (told?.what !== 'event') throw new Error(`no snapshot for ${name}`);
  return told.payload as DeskSnapshot;
}

/** A desk that lives on what is told to her, and asks for the cards that it misses; away, it hears nothing. */
async function sitDown(rig: Rig, name: Name) {
  let state: DeskState = deskFrom(await snapshotOf(rig, name));
  let away = false;
  const room = `associate:${rig.cast[name].id}`;
  rig.listen((news) => {
    if (away) return;
    for (const event of news.flatMap((one) => eventOf(one, room))) state = applyDesk(state, event);
  });
  return {
    async settle(): Promise<boolean> {
      const here = (await rig.store.read.one('leases', { socket: `socket-${name}` })) !== null;
      if (here && away) state = deskFrom(await snapshotOf(rig, name), state);
      away = !here;
      for (const id of state.wanted) {
        const answer = await openThread(rig.ports, rig.asks(name), id);
        if (answer.ok) state = applyDesk(state, { event: 'card', told: answer.card });
      }
      return here;
    },
    standing: () => standing(state, rig.clock.now()),
  };
}

function eventOf(one: News, room: string): DeskEvent[] {
  if (one.what === 'entries' && one.to.includes(room)) {
    return [{ event: 'entries', told: { conversation: one.conversation, log: one.log, entries: one.entries } }];
  }
  if (one.what !== 'event' || !one.to.includes(room) || one.event === 'typing') return [];
  return [{ event: one.event, told: one.payload } as DeskEvent];
}

test.for([1, 11, 14])(
  'R17: on a busy floor each desk is at every moment what a fresh one would be (seed %i)',
  async (seed) => {
    const rig = await startRig();
    ends.push(() => rig.end());
    const random = seeded(seed);
    await rig.arrives('Camille', 'Luc', 'Ines');
    const desks = new Map<Name, Awaited<ReturnType<typeof sitDown>>>();
    for (const name of ['Camille', 'Luc', 'Ines'] as const) desks.set(name, await sitDown(rig, name));
    for (let step = 0; step < STEPS; step++) {
      await happen(rig, random, 25);
      await rig.sweep();
      for (const [name, desk] of desks) {
        if (!(await desk.settle())) continue;
        const fresh = standing(deskFrom(await snapshotOf(rig, name)), rig.clock.now());
        expect(desk.standing(), `${name} after step ${step}`).toEqual(fresh);
      }
    }
  },
);
