import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { webp } from '../helpers/pictures.ts';
import { codeOf, startEdge, useEdge } from './edge.ts';
import { MAISON, maison, NOOR } from './houses.ts';

const edge = useEdge();

const admin = (path: string, body: unknown) =>
  edge().ask('POST', `/api/admin/${path}`, { origin: null, token: edge().adminToken, body });

describe('the operator', () => {
  it('applies a house file with its portraits, which is heard at once', async () => {
    const people = maison.people.map((person, i) => (i === 0 ? { ...person, portrait: 'a.webp' } : person));
    const house = { ...maison, origins: ['https://new.example'], people };
    const portraits = { 'a.webp': webp('picture').toString('base64') };
    const dry = await admin('house', { house, portraits, dryRun: true });
    expect(dry.body).toMatchObject({ ok: true, applied: false, problems: [] });
    expect((await edge().ask('GET', '/api/presence?brand=maison')).status).toBe(200);
    const told = await admin('house', { house, portraits });
    expect(told.body).toMatchObject({
      ...{ ok: true, applied: true, brand: MAISON, name: 'La Maison', problems: [] },
      changes: [
        { kind: 'origins_changed', says: expect.stringContaining('https://new.example') },
        { kind: 'person_changed', says: expect.stringContaining('camille@maison.example: portrait none -> ') },
      ],
    });
    expect(codeOf(await edge().ask('GET', '/api/presence?brand=maison'))).toBe('origin');
    const open = await edge().ask('GET', '/api/presence?brand=maison', { origin: 'https://new.example' });
    expect(open.status).toBe(200);
    expect((await admin('house', { house, portraits })).body).toMatchObject({ applied: true, changes: [] });
  });

  it('O01: reads by name what is wrong in a house file', async () => {
    const told = await admin('house', { house: { ...maison, orgins: ['self'] } });
    expect(told.body).toMatchObject({ ok: true, applied: false, problems: ['orgins: there is no such key'] });
  });

  it('gets a one-time link for somebody, its secret in the fragment', async () => {
    const told = await admin('invitations', { email: 'Luc@maison.example' });
    expect(told.body).toMatchObject({ ok: true, email: 'luc@maison.example', firstName: 'Luc', house: 'La Maison' });
    const { link } = told.body as { link: string };
    expect(link).toMatch(new RegExp(`^${edge().config.publicUrl}/console/#invite=[\\w-]{43}$`));
    expect(told.body).not.toHaveProperty('secret');
    expect(JSON.stringify(await edge().store.read.all('invitations', {}))).not.toContain(link.slice(-43));
    expect((await admin('invitations', { email: 'nobody@maison.example' })).status).toBe(404);
  });

  it('gets the first manager in, of the house that is meant', async () => {
    expect((await admin('first-manager', {})).body).toMatchObject({
      ok: true,
      no: 'which_house',
      houses: [MAISON, NOOR],
    });
    expect((await admin('first-manager', { house: 'nowhere' })).body).toMatchObject({ no: 'which_house' });
    const told = await admin('first-manager', { house: NOOR });
    expect(told.body).toMatchObject({
      ok: true,
      email: 'layla@noor.example',
      link: expect.stringContaining('#invite='),
    });
    await edge().password('layla@noor.example', 'a long password');
    expect((await admin('first-manager', { house: NOOR })).body).toMatchObject({ no: 'has_manager' });
  });

  it('is heard from this machine alone, whatever the headers say', async () => {
    const { status } = await new Promise<{ status: number | undefined }>((settle, fail) => {
      const going = request(
        {
          ...{ host: '127.0.0.1', port: edge().port, path: '/api/admin/alive', method: 'POST' },
          headers: { authorization: `Bearer ${edge().adminToken}`, forwarded: 'for=192.0.2.1' },
        },
        (response) => {
          response.resume();
          settle({ status: response.statusCode });
        },
      );
      going.on('error', fail);
      going.end();
    });
    expect(status).toBe(404);
  });
});

it('a test moves the clock where TEST_CLOCK allows, from the relay itself', async () => {
  const other = await startEdge({ env: { TEST_CLOCK: '1' } });
  const forward = (origin: string, body: unknown) => other.ask('POST', '/api/test/clock', { origin, body });
  const before = other.clock.at;
  expect((await forward(other.config.publicUrl, { forwardMs: 60_000 })).status).toBe(200);
  expect(other.clock.at).toBe(before + 60_000);
  expect(codeOf(await forward(other.config.publicUrl, { forwardMs: -1 }))).toBe('bad_payload');
  expect(codeOf(await forward('https://maison.example', { forwardMs: 1 }))).toBe('origin');
  await other.close();
});
