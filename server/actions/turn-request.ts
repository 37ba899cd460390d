import { refuse } from '../../protocol/refusals.ts';
import { hasEnded, isLive } from '../../protocol/request-state.ts';
import type { TurnRequest } from '../../protocol/requests.ts';
import type { ShopperAnswers } from '../../protocol/shopper.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { CallRules } from './call-rules.ts';
import { countCall } from './count-calls.ts';
import { look } from './look-at-request.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { readCallNumber } from './steps/call-number.ts';
import { planCall } from './steps/call-plan.ts';
import { tellCards } from './steps/card.ts';
import { leaveMessage, turnInto } from './steps/leave-message.ts';
import { keepContact } from './steps/open-call.ts';
import { promisedEntry } from './steps/promise-row.ts';
import { viewFor } from './steps/view-request.ts';

type Turned = ShopperAnswers['request.turn'];

/** The live request becomes a call or a message left, with nothing retyped. Idempotent by the new request's id. */
export async function turnRequest(ports: Ports, asking: ShopperAsking, input: TurnRequest): Promise<Answered<Turned>> {
  const found = await ports.store.read.one('requests', { id: input.request, shopper: asking.id });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Turned>> => {
    await tx.lock(found.conversation);
    const request = await tx.one('requests', { id: input.request, shopper: asking.id });
    if (!request) return refuse('not_found');
    const known = await tx.one('requests', { id: input.id });
    if (known && known.shopper !== asking.id) return refuse('not_found');
    if (known) return both(tx, request, known);
    if (hasEnded(request) || !isLive(request)) return refuse('not_open');
    if (input.into === 'left_message') {
      const turned = request.kind === 'left_message' ? request : await leaveMessage(tx, request, { id: input.id });
      return both(tx, request, turned);
    }
    return turnToCall(tx, request, input, { rules: ports.calls, address: asking.address ?? null });
  });
}

async function turnToCall(
  tx: Tx,
  request: RequestRow,
  input: Extract<TurnRequest, { into: 'callback' }>,
  { rules, address }: { rules: CallRules | undefined; address: string | null },
): Promise<Answered<Turned>> {
  const house = await tx.house(request.brand);
  const { language, zone } = request;
  const phone = readCallNumber(house, { phone: input.phone, country: input.country, zone }, rules);
  if (!phone.ok) return phone;
  const wish = request.wishes.place ?? null;
  const plan = await planCall(tx, house, { when: input.when, language, zone, wish, numberCountry: phone.country });
  if (!plan.ok) return plan;
  const { brand, person } = request;
  const full = await countCall(tx, {
    ...{ rules, request: input.id, brand, atOnce: house.brand.policy.callsAtOnce },
    call: { e164: phone.e164, person, address, dueAt: plan.dueAt },
  });
  if (full) return full;
  const shopper = await tx.update('shoppers', { id: request.shopper }, { name: input.name });
  await tellCards(tx, request.conversation);
  const { dueAt, endAt, asap } = plan;
  const made = await turnInto(tx, request, input.id, {
    ...{ dueAt, endAt, asap },
    kind: 'callback',
    place: plan.place?.id ?? null,
    lookAt: plan.lookAt,
    contact: await keepContact(tx, shopper, phone, input.notice),
    name: input.name,
    notice: input.notice,
  });
  await tx.append(request.conversation, 'shared', [promisedEntry(tx, made, plan.place)]);
  const current = plan.lookAt <= tx.now ? await look(tx, made) : made;
  return both(tx, request, current);
}

async function both(tx: Tx, before: RequestRow, after: RequestRow): Promise<Answered<Turned>> {
  const request = (await tx.one('requests', { id: before.id })) ?? before;
  return { ok: true, request: await viewFor(tx, request), turned: await viewFor(tx, after) };
}
