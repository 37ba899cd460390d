import type { Command, Namespace, Payload } from '../helpers/wire-end.ts';
import type { Scene } from './command-scene.ts';

/** How a command is asked of somebody's things; `names` says whether it names any of them. */
export interface Row<P> {
  names: boolean;
  of(scene: Scene): P;
}

/** One row a command: a command without a row is a type error here and a failing test. */
export type Rows<N extends Namespace> = { readonly [C in Command<N>]: Row<Payload<N, C>> };

export const shopperRows: Rows<'shopper'> = {
  'request.open': { names: true, of: ({ request, wire }) => ({ ...ask(wire.message('Once more')), id: request }) },
  'request.turn': { names: true, of: ({ request, wire }) => ({ request, id: wire.id(), into: 'left_message' }) },
  'request.withdraw': { names: true, of: ({ call }) => ({ request: call }) },
  'request.move': { names: true, of: ({ call }) => ({ request: call, when: { kind: 'asap' } }) },
  'entries.append': {
    names: true,
    of: ({ conversation, wire }) => ({ conversation, entries: [wire.message('Are you there?')] }),
  },
  'entries.after': { names: true, of: ({ conversation }) => ({ conversation, after: 0 }) },
  'cursor.move': { names: true, of: ({ conversation }) => ({ conversation, deliveredSeq: 1, readSeq: 1 }) },
  typing: { names: true, of: ({ conversation }) => ({ conversation, on: true }) },
  ping: { names: false, of: () => ({}) },
};

export const consoleRows: Rows<'console'> = {
  'availability.set': { names: false, of: () => ({ available: true }) },
  'lease.renew': { names: false, of: () => ({ here: true }) },
  'offer.accept': { names: true, of: ({ offer }) => ({ offer }) },
  'offer.decline': { names: true, of: ({ offer }) => ({ offer }) },
  'request.done': { names: true, of: ({ request }) => ({ request, seen: 99 }) },
  'call.mark': { names: true, of: ({ call }) => ({ request: call, outcome: 'reached' }) },
  'entries.append': {
    names: true,
    of: ({ conversation, wire }) => ({ conversation, entries: [wire.message('Bonjour Madame')] }),
  },
  'entries.after': { names: true, of: ({ conversation }) => ({ conversation, after: 0 }) },
  'cursor.move': { names: true, of: ({ conversation }) => ({ conversation, deliveredSeq: 1, readSeq: 1 }) },
  typing: { names: true, of: ({ conversation }) => ({ conversation, on: true }) },
  'conversations.open': { names: true, of: ({ conversation }) => ({ conversation }) },
  'conversations.page': { names: false, of: () => ({}) },
  'promises.page': { names: false, of: () => ({ from: 0, to: 9e15 }) },
  'promises.ended': { names: false, of: () => ({}) },
  'promise.take': { names: true, of: ({ promise }) => ({ promise }) },
  ping: { names: false, of: () => ({}) },
};

type Ask = Extract<Payload<'shopper', 'request.open'>, { kind: 'chat' }>;
const ask = (entry: Ask['entries'][number]): Omit<Ask, 'id'> => ({
  kind: 'chat',
  locale: 'fr-FR',
  zone: 'Europe/Paris',
  notice: '1',
  entries: [entry],
});
