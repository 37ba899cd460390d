import type { Refusal } from '../../../protocol/refusals.ts';
import type { OpenRequest } from '../../../protocol/requests.ts';
import type { Ask } from '../../domain/request/columns.ts';
import { promised } from '../../domain/request/seeking.ts';
import type { RequestRow, ShopperRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import type { CallRules } from '../call-rules.ts';
import { countCall } from '../count-calls.ts';
import { readCallNumber } from './call-number.ts';
import { planCall } from './call-plan.ts';
import { makePromise, promisedEntry } from './promise-row.ts';
import { insertRequest } from './request-row.ts';
import { tellPromise, tellRequest } from './tell.ts';

/** An ask for a call becomes a request with its promise; `asked` is the request so far. Refused: number, slot. */
export async function openCall(
  tx: Tx,
  asked: Ask,
  input: Extract<OpenRequest, { kind: 'callback' }>,
  by: { rules: CallRules | undefined; address: string | null },
): Promise<RequestRow | Refusal> {
  const house = await tx.house(asked.brand);
  const phone = readCallNumber(house, { ...input, zone: asked.zone }, by.rules);
  if (!phone.ok) return phone;
  const { language, zone } = asked;
  const wish = input.wishes.place ?? null;
  const plan = await planCall(tx, house, { when: input.when, language, zone, wish, numberCountry: phone.country });
  if (!plan.ok) return plan;
  const { dueAt, endAt, asap, lookAt } = plan;
  const { brand, person } = asked;
  const full = await countCall(tx, {
    ...{ rules: by.rules, request: asked.id, brand, atOnce: house.brand.policy.callsAtOnce },
    call: { e164: phone.e164, person, address: by.address, dueAt },
  });
  if (full) return full;
  const place = plan.place?.id ?? null;
  const promise = tx.id();
  const contact = await keepContact(tx, asked, phone, input.notice);
  const begun = promised({ promise, place, dueAt, endAt, asap, lookAt });
  const request = await insertRequest(tx, { ...asked, contact }, begun);
  const row = await makePromise(tx, request, { id: promise, kind: 'callback', dueAt, endAt, asap, place });
  await tx.append(request.conversation, 'shared', [promisedEntry(tx, request, plan.place)]);
  await tellRequest(tx, request);
  await tellPromise(tx, row, request);
  return request;
}

/** How to reach the shopper, apart from the conversation, with the notice under which she gave it. */
export async function keepContact(
  tx: Tx,
  shopper: Pick<ShopperRow, 'brand' | 'person'>,
  phone: { e164: string; shown: string; country: string },
  notice: string,
): Promise<string> {
  const row = await tx.insert('contacts', {
    id: tx.id(),
    brand: shopper.brand,
    version: 1,
    person: shopper.person,
    kind: 'phone',
    value: phone.e164,
    shown: phone.shown,
    country: phone.country,
    consent: { purpose: 'callback', notice, at: tx.now },
    createdAt: tx.now,
    struckAt: null,
  });
  return row.id;
}
