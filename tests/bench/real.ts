import { makeId } from '../../protocol/id.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { OpenRequestInput, ShopperRequest } from '../../protocol/requests.ts';
import type { Opened } from '../../protocol/shopper.ts';
import { BRAND, mint } from './asked.ts';
import { type Desks, sitDown } from './desks.ts';
import { hearMessages } from './hearing.ts';
import { inGroups, numbers } from './in-groups.ts';
import { command, type Line, openLine } from './line.ts';
import type { Conversations } from './load.ts';

export type RealConversations = Conversations & { desks: Desks };

/** Shoppers of the real relay, each with an associate who has accepted her. */
export async function realConversations(
  url: string,
  emails: readonly string[],
  count: number,
): Promise<RealConversations> {
  let heard: (id: string) => void = () => undefined;
  const desks = await sitDown(
    url,
    emails,
    hearMessages((id) => heard(id)),
  );
  const shoppers = await inGroups(numbers(count), 4, () => converse(url));
  let speaking = count;
  return {
    desks,
    get count() {
      return speaking;
    },
    keep(few) {
      speaking = few;
      for (const { line } of shoppers.slice(few)) line.close();
    },
    send(index, id, text, acknowledged) {
      const { line, conversation } = shoppers[index] as (typeof shoppers)[number];
      const entries = [{ id, kind: 'message', body: { text } }];
      line.say('entries.append', { conversation, entries }, ({ ok }) => ok && acknowledged());
    },
    onHeard: (listener) => {
      heard = listener;
    },
    close: () => {
      desks.close();
      for (const { line } of shoppers) line.close();
    },
  };
}

/** A shopper who has asked, and whose request somebody holds. */
async function converse(url: string): Promise<{ line: Line; conversation: string }> {
  const held = Promise.withResolvers<void>();
  const line = await realShopper(url, (await mint(url)).token, (event, payload) => {
    if (event === 'request' && (payload as ShopperRequest).state === 'assigned') held.resolve();
  });
  const { conversation } = await command<Opened>(line, 'request.open', firstWords());
  await held.promise;
  return { line, conversation };
}

export const firstWords = (): OpenRequestInput => ({
  ...{ id: makeId(Date.now()), kind: 'chat', locale: 'en', zone: 'Europe/Paris', notice: '1' },
  entries: [{ id: makeId(Date.now()), kind: 'message', body: { text: 'Good evening' } }],
});

/** A shopper who is connected and has said nothing. */
export function realShopper(
  url: string,
  token: string,
  told: (event: string, payload: unknown) => void = () => undefined,
): Promise<Line> {
  const auth = { protocol: PROTOCOL, brand: BRAND, token };
  return openLine({ url, namespace: '/shopper', auth, told });
}
