import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressesBehind } from '../../server/edge/address.ts';
import { addressKey, networkOf } from '../../server/edge/address-key.ts';
import { codeOf, type Edge, startEdge } from './edge.ts';

const loud = (edge: Edge) => edge.lines.filter((line) => line.includes('TRUST_PROXY'));
const slots = (edge: Edge, from: string) =>
  edge.ask('GET', '/api/slots?brand=maison&zone=UTC', { headers: { 'x-forwarded-for': from } });

describe('O02: behind a proxy', () => {
  it('that nobody named, forwarded headers are ignored, and that is said once, loudly', async () => {
    const edge = await startEdge({ env: { READS_PER_MIN: '2' } });
    await slots(edge, '192.0.2.1');
    await slots(edge, '192.0.2.2');
    expect(codeOf(await slots(edge, '192.0.2.3'))).toBe('slow_down');
    expect(loud(edge)).toHaveLength(1);
    expect(JSON.parse(loud(edge)[0] ?? '')).toMatchObject({ level: 40 });
    await edge.close();
  });

  it.each(['1', '127.0.0.1', 'loopback'])('that TRUST_PROXY=%s names, limits count the real address', async (trust) => {
    const edge = await startEdge({ env: { READS_PER_MIN: '2', TRUST_PROXY: trust } });
    for (const from of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) expect((await slots(edge, from)).status).toBe(200);
    expect(codeOf(await slots(edge, '192.0.2.1'))).toBe('slow_down');
    // Whoever claims to be somebody else in front of the proxy is still himself.
    expect(codeOf(await slots(edge, '198.51.100.1, 192.0.2.1'))).toBe('slow_down');
    expect(loud(edge)).toEqual([]);
    await edge.close();
  });

  it('what it says of host and scheme opens no door', async () => {
    const edge = await startEdge({ env: { TRUST_PROXY: '1' } });
    const told = await edge.ask('POST', '/api/console/sign-in', {
      ...{ origin: 'https://evil.example', body: { email: 'a@b.example', password: 'x' } },
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', host: 'evil.example' },
    });
    expect(codeOf(told)).toBe('origin');
    await edge.close();
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002::/64'],
    ['2001:DB8:1:2::9', '2001:0db8:0001:0002::/64'],
    ['2001:db8::1', '2001:0db8:0000:0000::/64'],
    ['::1', '0000:0000:0000:0000::/64'],
    ['fe80::1%eth0', 'fe80:0000:0000:0000::/64'],
    ['1.2.3.4:5678', '1.2.3.4'],
    ['1.2.3.4:80', '1.2.3.4'],
    ['[::1]:80', '0000:0000:0000:0000::/64'],
    ['[2001:db8:1:2::9]', '2001:0db8:0001:0002::/64'],
    ['"[2001:db8:1:2::9]:4711"', '2001:0db8:0001:0002::/64'],
    ['[::ffff:192.0.2.1]:99', '192.0.2.1'],
    ['1.2.3.4:', 'unknown'],
    ['[1.2.3.4', 'unknown'],
    ['', 'unknown'],
    ['unknown', 'unknown'],
    ['<script>', 'unknown'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is one of 65,536 that an IPv6 customer may have, who are counted together too', () => {
    const of = (address: string) => networkOf(addressKey(address));
    expect(of('2001:db8:1:2::9')).toBe('2001:0db8:0001::/48');
    expect(of('2001:db8:1:ffff::9')).toBe(of('2001:db8:1:2::9'));
    expect(of('2001:db8:2:2::9')).not.toBe(of('2001:db8:1:2::9'));
    expect(of('192.0.2.1')).toBeNull();
  });

  it('is the nearest that no trusted proxy has', async () => {
    const seen: string[] = [];
    const of = addressesBehind(['127.0.0.1', '10.0.0.0/8']);
    const server = createServer((request, response) => {
      seen.push(of(request));
      response.end();
    });
    await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    for (const forwarded of [
      '192.0.2.1',
      '203.0.113.9, 192.0.2.1, 10.1.2.3',
      '192.0.2.1, , ',
      '192.0.2.1:81, 10.1.2.3:82',
    ]) {
      await fetch(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-for': forwarded } });
    }
    expect(seen).toEqual(Array(4).fill('192.0.2.1'));
    server.close();
  });
});
