import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { startEdge } from './edge.ts';
import { START_AT } from './houses.ts';

const ASKS = 10_000;
const LINES = 20;
/** As one runs into them who changes nothing of the settings. */
const STANDARD = {
  LOG_LEVEL: 'error',
  ...{ SESSIONS_PER_MIN: '60', REQUESTS_PER_MIN: '30', READS_PER_MIN: '600' },
  ...{ CALLS_PER_NUMBER_AT_ONCE: '1', CALLS_PER_NUMBER_PER_DAY: '3', CALLS_PER_PERSON_PER_DAY: '6' },
  ...{ CALLS_PER_ADDRESS_PER_DAY: '10', CALLS_PER_RANGE_PER_DAY: '20' },
};

/** Sends what is written on one line, each ask behind the other, and gives what came back once all is answered. */
function sendAll(port: number, asks: readonly string[]): Promise<string> {
  return new Promise((told, fail) => {
    const line = connect(port, '127.0.0.1');
    let heard = '';
    line.on('data', (part) => {
      heard += part.toString('latin1');
    });
    line.once('error', fail);
    line.once('close', () => told(heard));
    line.write(asks.join(''));
  });
}

/** An ask as it goes out on a line; the last one closes it. */
function askOf(n: number, token: string, last: boolean): string {
  const body = JSON.stringify({
    ...{ id: makeId(START_AT + n), kind: 'callback', name: 'Claire', phone: `+336${20_000_000 + n * 1_009}` },
    ...{ when: { kind: 'asap' }, locale: 'fr', zone: 'Europe/Paris', notice: '1' },
  });
  const head = [
    ...['POST /api/requests HTTP/1.1', 'host: salon', 'origin: https://maison.example'],
    ...[`authorization: Bearer ${token}`, 'content-type: application/json'],
    ...[`content-length: ${Buffer.byteLength(body)}`, ...(last ? ['connection: close'] : [])],
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

it('ten thousand asks for a call from one address: thirty a minute are decided, ten stand, the others are told to wait', async () => {
  const edge = await startEdge({ env: STANDARD });
  const people = await Promise.all(Array.from({ length: 30 }, () => edge.session()));
  let decided = 0;
  const { commit } = edge.store;
  edge.ports.store = new Proxy(edge.store, {
    get: (store, name) => {
      if (name !== 'commit') return Reflect.get(store, name);
      decided += 1;
      return commit;
    },
  });
  const each = ASKS / LINES;
  const beganAt = performance.now();
  let over = false;
  const flood = Promise.all(
    Array.from({ length: LINES }, (_, line) =>
      sendAll(
        edge.port,
        Array.from({ length: each }, (_, i) =>
          askOf(line * each + i, people[i % people.length]?.token ?? '', i === each - 1),
        ),
      ),
    ),
  ).finally(() => {
    over = true;
  });
  // Somebody else is served in their midst.
  expect((await edge.ask('GET', '/api/slots?brand=maison&zone=Europe%2FParis')).status).toBe(200);
  expect(over).toBe(false);

  const codes = (await flood).join('').match(/"code":"\w+"|"ok":true/g) ?? [];
  const times = (code: string) => codes.filter((one) => one.includes(code)).length;
  expect(codes).toHaveLength(ASKS);
  const minutes = Math.ceil((performance.now() - beganAt) / 60_000);
  expect(decided).toBeGreaterThanOrEqual(30);
  expect(decided).toBeLessThanOrEqual(30 * minutes);
  expect(times('slow_down')).toBe(ASKS - decided);
  expect(times('ok')).toBe(10);
  expect(times('call_not_possible') + times('call_stands')).toBe(decided - 10);
  expect(await edge.store.read.count('requests', {})).toBe(10);
  await edge.close();
});
