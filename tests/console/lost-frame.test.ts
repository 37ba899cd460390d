import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link, LinkState } from '../../console/connection.ts';
import { createClock } from '../../console/models/clock.ts';
import { createDesk, type Desk } from '../../console/models/desk.ts';
import { keepLease } from '../../console/models/lease.ts';
import { unreachable } from '../../console/reply.ts';
import type { Me } from '../../protocol/console.ts';
import type { StateDigest } from '../../protocol/digest.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { moveCursor } from '../../server/actions/move-cursor.ts';
import type { ShopperAsking } from '../../server/actions/ports.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { call } from '../helpers/rig.ts';
import { type DeskEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let end: DeskEnd;
let desk: Desk;
let loses: string | null;
let now = 0;
let stop = () => {};
const heartbeat: (() => void)[] = [];

beforeEach(async () => {
  wire = await startWire();
  loses = null;
  heartbeat.length = 0;
  const state = signal<LinkState>('connecting');
  const digests: ((told: StateDigest) => void)[] = [];
  const link: Link = {
    state,
    ask: async (command, payload) => {
      // The test may end while an answer is on its way.
      const answer = await end.send(command, payload as never).catch(unreachable);
      if (answer.ok && 'heads' in answer) for (const hear of digests) hear(answer as never);
      return answer as never;
    },
    on: (event, listener) => void listeners.push([event, listener as never]),
    onHeard: (listener) => void heartbeat.push(listener),
    onDigest: (listener) => void digests.push(listener),
    check: () => void link.ask('ping', {}),
    close: () => undefined,
  };
  const listeners: [string, (told: never) => void][] = [];
  const { id } = wire.rig.cast.Camille;
  desk = createDesk({ me: { id } as Me, link, clock: createClock(() => wire.rig.clock.now()) });
  end = await wire.associate('Camille');
  const hear = (event: string, told: unknown) => {
    if (event === loses) loses = null;
    else for (const [name, listener] of listeners) if (name === event) listener(told as never);
  };
  for (const { event, payload } of end.told) hear(event, payload);
  end.socket.onAny(hear);
  now = 0;
  stop = keepLease(link, () => now);
  state.value = 'open';
  await end.ok('availability.set', { available: true });
  await vi.waitFor(() => expect(desk.availability.value?.available).toBe(true));
});
afterEach(async () => {
  stop();
  await wire.end();
});

/** The period of the lease has passed, and the relay's heartbeat comes. */
const passPeriod = () => {
  now += LIMITS.leaseRenewMs;
  for (const beat of heartbeat) beat();
};
const opened = async (ask?: Parameters<Wire['rig']['opens']>[1]) => {
  const claire = await wire.rig.shopper();
  const { request, conversation } = await wire.rig.opens(claire, ask);
  return { claire, request, conversation };
};
async function held() {
  const thread = await opened();
  await vi.waitFor(() => expect(desk.offers.value).toHaveLength(1));
  await end.ok('offer.accept', { offer: desk.offers.value[0]?.id ?? '' });
  await vi.waitFor(() => expect(desk.held.value).toHaveLength(1));
  return thread;
}
const says = (who: ShopperAsking, conversation: string) =>
  appendEntries(wire.rig.ports, who, { conversation, log: 'shared', entries: [{ ...wire.message('Hello?'), v: 1 }] });

const KINDS: Record<
  string,
  { event: string; before?: () => Promise<unknown>; happens: (before: never) => Promise<unknown>; shown: () => void }
> = {
  'a ring': {
    event: 'offer',
    happens: () => opened(),
    shown: () => expect(desk.offers.value).toHaveLength(1),
  },
  'the end of a ring': {
    event: 'offer',
    before: async () => {
      const thread = await opened();
      await vi.waitFor(() => expect(desk.offers.value).toHaveLength(1));
      return thread;
    },
    happens: ({ claire, request }: Awaited<ReturnType<typeof opened>>) =>
      withdrawRequest(wire.rig.ports, claire, request.id),
    shown: () => expect(desk.offers.value).toHaveLength(0),
  },
  'an entry': {
    event: 'entries',
    before: held,
    happens: ({ claire, conversation }: Awaited<ReturnType<typeof held>>) => says(claire, conversation),
    shown: () => expect(desk.held.value[0]?.last?.body).toEqual({ text: 'Hello?' }),
  },
  'what the client has read': {
    event: 'cursors',
    before: held,
    happens: ({ claire, conversation }: Awaited<ReturnType<typeof held>>) =>
      moveCursor(wire.rig.ports, claire, { conversation, deliveredSeq: 2, readSeq: 2 }),
    shown: () => expect(desk.held.value[0]?.cursors.find(({ kind }) => kind === 'shopper')?.readSeq).toBe(2),
  },
  'a call that is promised by her': {
    event: 'promise',
    before: () => opened(call(wire.rig.clock.now())),
    happens: ({ request }: Awaited<ReturnType<typeof opened>>) => wire.rig.accepts('Camille', request.id),
    shown: () => expect(desk.promises.value).toHaveLength(1),
  },
  'the end of what she holds': {
    event: 'request',
    before: held,
    happens: ({ claire, request }: Awaited<ReturnType<typeof held>>) =>
      withdrawRequest(wire.rig.ports, claire, request.id),
    shown: () => expect(desk.held.value.map(({ request }) => request?.state)).not.toContain('assigned'),
  },
  'her availability': {
    event: 'availability',
    happens: () => setAvailability(wire.rig.ports, wire.rig.asks('Camille'), false),
    shown: () => expect(desk.availability.value?.declared).toBe(false),
  },
};

describe.each(Object.entries(KINDS))('F3: %s is lost on a line that stands, and nothing follows it', (_, kind) => {
  const loseIt = async () => {
    const before = await kind.before?.();
    await new Promise((go) => setTimeout(go, 100));
    loses = kind.event;
    await kind.happens(before as never);
    await vi.waitFor(() => expect(loses).toBeNull());
    await new Promise((go) => setTimeout(go, 100));
    expect(kind.shown).toThrow();
  };

  it('it is found with the next renewal of the lease', async () => {
    await loseIt();
    passPeriod();
    await vi.waitFor(kind.shown, 3_000);
  });
});

it('F3: a desk that has lost nothing is told no snapshot again, whatever stands on it', async () => {
  const { claire, conversation } = await held();
  await says(claire, conversation);
  await opened();
  await vi.waitFor(() => expect(desk.offers.value).toHaveLength(1));
  for (let n = 0; n < 3; n++) {
    await new Promise((go) => setTimeout(go, LIMITS.gapMs + 100));
    passPeriod();
  }
  await new Promise((go) => setTimeout(go, LIMITS.gapMs + 200));
  expect(end.heard('snapshot')).toHaveLength(1);
});

it('F3: the card of a thread that she takes on her other device is lost: it is asked for at once, by what names it', async () => {
  const { request } = await opened();
  await vi.waitFor(() => expect(desk.offers.value).toHaveLength(1));
  loses = 'card';
  await wire.rig.accepts('Camille', request.id);
  await vi.waitFor(() => expect([loses, desk.held.value.length]).toEqual([null, 1]));
});
