import { expect, test } from 'vitest';
import type { House } from '../../server/domain/rows.ts';
import { shopperRequest } from '../../server/domain/views.ts';
import { associateRow, brandRow, MAISON, placeRow } from '../helpers/cast.ts';
import { offerRow, requestRow } from '../store/rows.ts';

test('whoever is asked is named in one order, whichever way the store gives their offers', () => {
  const people = ['Camille', 'Luc', 'Sophie'].map((name) => associateRow(name, { id: name }));
  const house: House = {
    brand: brandRow(MAISON),
    places: new Map([['paris', placeRow('paris')]]),
    associates: new Map(people.map((one) => [one.id, one])),
  };
  const offers = people.map(({ id }, i) => offerRow({ id: `offer-${i}`, associate: id }));
  const asked = (open: typeof offers) =>
    shopperRequest(house, requestRow({ state: 'offered' }), open, null).asking.map(({ name }) => name);
  expect(asked(offers)).toEqual(['Camille', 'Luc', 'Sophie']);
  expect(asked(offers.toReversed())).toEqual(['Camille', 'Luc', 'Sophie']);
});

test('a conversation that is done keeps whoever was with her; a call that is over names nobody', () => {
  const house: House = {
    brand: brandRow(MAISON),
    places: new Map([['paris', placeRow('paris')]]),
    associates: new Map([['Camille', associateRow('Camille', { id: 'Camille' })]]),
  };
  const holder = (kind: 'chat' | 'left_message' | 'callback', state: 'done' | 'waiting') =>
    shopperRequest(house, requestRow({ kind, state, lastHolder: 'Camille' }), [], null).holder?.name;
  expect([holder('chat', 'done'), holder('left_message', 'done')]).toEqual(['Camille', 'Camille']);
  expect([holder('callback', 'done'), holder('chat', 'waiting')]).toEqual([undefined, undefined]);
});
