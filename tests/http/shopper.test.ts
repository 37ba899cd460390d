import { expect, it } from 'vitest';
import type { Session } from '../../protocol/http.ts';
import { useEdge } from './edge.ts';
import { MAISON } from './houses.ts';

const edge = useEdge();

it('A15: mints shopper and token itself, whatever the page proposes', async () => {
  const proposed = { shopper: 'mine', token: 'x'.repeat(43), conversation: 'mine' };
  const told = await edge().ask('POST', '/api/sessions', { body: { brand: MAISON, ...proposed } });
  const session = told.body as Session;
  expect(told.status).toBe(200);
  expect(session.token).toMatch(/^[\w-]{43}$/);
  expect(session.token).not.toBe(proposed.token);
  expect(session.shopper).not.toBe('mine');
});
