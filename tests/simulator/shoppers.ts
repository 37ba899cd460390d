import { makeId } from '../../protocol/id.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { openRequestSchema, turnRequestSchema } from '../../protocol/requests.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { mintSession } from '../../server/actions/mint-session.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import type { ShopperAsking } from '../../server/actions/ports.ts';
import { readSlots } from '../../server/actions/read-slots.ts';
import { turnRequest } from '../../server/actions/turn-request.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { CATEGORIES, type City } from './cities.ts';
import { BRAND } from './house.ts';
import { asked, between, type Stage } from './stage.ts';

const NAMES = ['Claire Martin', 'Yuki Sato', 'Omar Haddad', 'Ana Souza', 'Grace Lee', 'Ilse Vogel', 'Marco Riva'];

/** Somebody writes, or asks for a call, and goes on as people do. */
export async function playShopper(stage: Stage, from: City): Promise<void> {
  const { agenda, ports, random, now } = stage;
  const locale = random.chance(0.9) ? random.pick(from.languages) : 'en';
  const minted = await asked(stage, 'mint', mintSession(ports, BRAND));
  if (!minted) return;
  const asking: ShopperAsking = { kind: 'shopper', id: minted.shopper, brand: BRAND };
  const soon = (fromS: number, toS: number, act: () => Promise<unknown>) =>
    agenda.at(now() + between(random, fromS, toS), async () => void (await act()));
  const first = makeId(now());
  let conversation = '';
  let left = 1 + random.below(4);
  let chosen = false;
  let again = random.chance(0.05);

  const say = (text: string) =>
    asked(
      stage,
      'word',
      appendEntries(ports, asking, {
        conversation,
        log: 'shared',
        entries: [{ id: makeId(now()), kind: 'message', v: 1, body: { text } }],
      }),
    );
  const phone = () => from.phone.replace(/#/g, () => `${random.below(10)}`);
  /** The bound has passed: some stay, some are called, some are written to. */
  const choose = (request: ShopperRequest) => {
    chosen = true;
    const way = random.next();
    if (way < 0.4) return;
    const turn = { request: request.id, id: makeId(now()) };
    soon(3, 40, () =>
      asked(
        stage,
        'turn',
        turnRequest(
          ports,
          asking,
          turnRequestSchema.parse(
            way < 0.7
              ? { ...turn, into: 'left_message' }
              : {
                  ...turn,
                  into: 'callback',
                  name: random.pick(NAMES),
                  phone: phone(),
                  when: { kind: 'asap' },
                  notice: '1',
                },
          ),
        ),
      ),
    );
  };

  stage.rooms.set(`shopper:${asking.id}`, {
    request(told) {
      const request = told as ShopperRequest;
      stage.truth.told(request, now());
      if (request.slow && !chosen && isOpen(request) && request.kind === 'chat') choose(request);
    },
    entries(_conversation, entries) {
      const last = entries.at(-1);
      if (last?.by.kind === 'associate' && left > 0) {
        left--;
        soon(10, 90, () => say('And in another colour?'));
      } else if (last?.kind === 'done' && again) {
        again = false;
        soon(60, 7_200, () => say('One more thing.'));
      }
    },
  });

  const wanted = {
    ...{ id: first, locale, zone: from.zone, notice: '1' },
    ...(random.chance(0.6) ? { product: { name: 'A piece', category: random.pick(CATEGORIES) } } : {}),
  };
  if (random.chance(0.3)) {
    const opened = await asked(
      stage,
      'ask for a call',
      openRequest(
        ports,
        asking,
        openRequestSchema.parse({
          ...wanted,
          kind: 'callback',
          name: random.pick(NAMES),
          phone: phone(),
          when: await whenToCall(stage, locale, from.zone),
        }),
      ),
    );
    if (opened) conversation = opened.conversation;
  } else {
    const entries = [{ id: makeId(now()), kind: 'message', body: { text: 'Is it there in ivory?' } }];
    const presence = await stage.truth.presence(locale, from.zone);
    const opened = await asked(
      stage,
      'open',
      openRequest(ports, asking, openRequestSchema.parse({ ...wanted, kind: 'chat', entries })),
    );
    if (!opened) return;
    conversation = opened.conversation;
    stage.truth.began(first, presence, now());
    if (random.chance(0.03)) soon(5, 200, () => asked(stage, 'withdraw', withdrawRequest(ports, asking, first)));
  }
}

/** A slot of those offered, or as soon as possible. */
async function whenToCall({ ports, random }: Stage, locale: string, zone: string) {
  const asap = { kind: 'asap' as const };
  if (random.chance(0.5)) return asap;
  const told = await readSlots(ports, { brand: BRAND, language: locale, zone });
  if (!told.ok || !told.place) return asap;
  const slots = told.days.flatMap((day) => day.slots);
  const slot = slots.length > 0 && random.pick(slots.slice(0, 40));
  return slot ? { kind: 'slot' as const, place: told.place.id, startAt: slot.startAt } : asap;
}
