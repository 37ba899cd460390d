import { get } from 'node:http';
import { expect, test } from 'vitest';
import { createPort } from '../../server/edge/port.ts';

test('an idle connection outlasts those of common balancers, which keep theirs for up to 75 s, and says so', async () => {
  const port = createPort();
  const portNumber = await port.listen(0, '127.0.0.1');
  expect(port.http.keepAliveTimeout).toBeGreaterThan(75_000);
  // The time for a request's headers begins with its first byte, not with the connection's last answer.
  expect(port.http.headersTimeout).toBeLessThan(port.http.requestTimeout);
  const told = await new Promise<string>((go, fail) => {
    get({ host: '127.0.0.1', port: portNumber, headers: { connection: 'keep-alive' } }, (response) => {
      response.resume();
      go(String(response.headers['keep-alive']));
    }).on('error', fail);
  });
  expect(Number(/timeout=(\d+)/.exec(told)?.[1])).toBeGreaterThan(75);
  await port.close(Promise.resolve());
});
