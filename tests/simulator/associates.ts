import { makeId } from '../../protocol/id.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { AssociateRequest, Offer } from '../../protocol/requests.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { declineOffer } from '../../server/actions/decline-offer.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import type { AssociateAsking } from '../../server/actions/ports.ts';
import { dropLease, renewLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import type { AssociateRow } from '../../server/domain/rows.ts';
import type { Played } from './played.ts';
import { asked, between, type Stage } from './stage.ts';

/** Shares of a hundred offers that she lets ring, and that she declines. */
const MISSES = 0.06;
const DECLINES = 0.05;

export function playAssociate(stage: Stage, row: AssociateRow): Shifted {
  const { agenda, ports, random, now } = stage;
  const asking: AssociateAsking = { kind: 'associate', id: row.id, brand: row.brand };
  const device = { socket: `socket-${row.id}`, node: 'one' };
  const self: Played = { row, device: false, onDuty: false, offAt: 0, goneAt: 0 };
  const heard = new Set<string>();
  const seen = new Map<string, number>();
  const held = new Map<string, AssociateRequest>();
  const soon = (fromS: number, toS: number, act: () => Promise<unknown>) =>
    agenda.at(now() + between(random, fromS, toS), async () => void (await act()));

  const write = async (conversation: string, text: string) =>
    asked(
      stage,
      'reply',
      appendEntries(ports, asking, {
        conversation,
        log: 'shared',
        entries: [{ id: makeId(now()), kind: 'message', v: 1, body: { text } }],
      }),
    );
  const done = async (request: AssociateRequest) => {
    const last = seen.get(request.conversation) ?? 0;
    await asked(stage, 'done', markDone(ports, asking, { request: request.id, seen: last }));
  };
  /** What she does with what is hers now. */
  const serve = (request: AssociateRequest) => {
    held.set(request.conversation, request);
    // Some are called away by a client in the boutique before a word is said.
    if (random.chance(0.03)) return;
    if (request.kind === 'callback') {
      const outcome = random.chance(0.75) ? 'reached' : 'no_answer';
      soon(60, 480, () => asked(stage, 'call', markCall(ports, asking, { request: request.id, outcome })));
      return;
    }
    soon(5, 45, async () => {
      await write(request.conversation, 'Good day, what may I show you?');
      if (request.kind === 'left_message') soon(20, 90, () => done(request));
    });
  };
  const answer = async (offer: Offer) => {
    if (random.chance(DECLINES)) return void (await asked(stage, 'decline', declineOffer(ports, asking, offer.id)));
    const yes = await asked(stage, 'accept', acceptOffer(ports, asking, offer.id));
    const request = yes?.card.request;
    if (request) serve(request);
  };
  const on = async () => {
    self.device = true;
    await asked(stage, 'lease', renewLease(ports, asking, device));
    self.onDuty = true;
    await asked(stage, 'available', setAvailability(ports, asking, true));
    await stage.devices.live(row.id);
  };
  const here = async () => {
    await asked(stage, 'here', renewLease(ports, asking, device, true));
    await stage.devices.live(row.id);
  };
  const off = async () => {
    self.onDuty = false;
    self.offAt = now();
    await asked(stage, 'available', setAvailability(ports, asking, false));
  };

  stage.rooms.set(`associate:${row.id}`, {
    offer(offer) {
      if (offer.state !== 'open' || heard.has(offer.id)) return;
      heard.add(offer.id);
      stage.truth.offered(self, offer, now());
      if (random.chance(MISSES)) return;
      soon(2, 14, () => answer(offer));
    },
    availability({ askedAt, declared }) {
      // Asked kindly whether she is here, most say so; who was set away comes back when she sees it.
      if (askedAt !== null && random.chance(0.8)) soon(5, 40, here);
      else if (!declared && self.onDuty) {
        self.onDuty = false;
        self.offAt = now();
        soon(120, 900, async () => {
          if (self.device && shiftRuns(self)) await on();
        });
      }
    },
    request(told) {
      const known = held.get(told.conversation);
      if (known?.id === told.id && !(isOpen(told) && told.holder?.id === row.id)) held.delete(told.conversation);
    },
    entries(conversation, entries) {
      const last = entries.at(-1);
      if (!last) return;
      seen.set(conversation, last.seq);
      const request = held.get(conversation);
      if (!request || request.kind === 'callback' || last.by.kind !== 'shopper') return;
      if (last.seq > 14 || random.chance(0.2)) {
        soon(10, 60, async () => {
          await write(conversation, 'With pleasure. Until soon.');
          soon(30, 120, () => done(request));
        });
      } else soon(8, 70, () => write(conversation, 'It is here, and I have set it aside for you.'));
    },
  });

  let endsAt = 0;
  const shiftRuns = (one: Played) => one.device && now() < endsAt;
  /** Her shift: she comes, has a break, now and then a device that dies, and goes. */
  const shift = (fromAt: number, untilAt: number) => {
    agenda.at(fromAt + between(random, 0, 900), async () => {
      endsAt = untilAt;
      await on();
    });
    const breakAt = fromAt + (untilAt - fromAt) * (0.35 + random.next() * 0.3);
    agenda.at(breakAt, off);
    agenda.at(breakAt + between(random, 1_800, 3_600), on);
    if (random.chance(0.15)) {
      const at = fromAt + (untilAt - fromAt) * random.next();
      agenda.at(at, async () => {
        self.device = false;
        self.goneAt = now();
        await stage.devices.die(row.id);
        if (random.chance(0.5)) await asked(stage, 'drop', dropLease(ports, asking, device));
        soon(20, 1_500, async () => {
          if (now() >= endsAt || !self.onDuty) return;
          self.device = true;
          await here();
        });
      });
    }
    agenda.at(untilAt, async () => {
      await off();
      soon(600, 1_200, async () => {
        self.device = false;
        self.goneAt = now();
        await stage.devices.die(row.id);
        await asked(stage, 'drop', dropLease(ports, asking, device));
      });
    });
  };
  return Object.assign(self, { shift });
}

export type Shifted = Played & { shift(fromAt: number, untilAt: number): void };
