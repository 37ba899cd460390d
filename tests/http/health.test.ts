import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { sayAlive } from '../../server/actions/outage.ts';
import { useEdge } from './edge.ts';

const edge = useEdge();
const said = async (path: string) => {
  const { status, body } = await edge().ask('GET', path, { origin: null });
  return { status, body };
};

describe('health', () => {
  it('is good, and ready, where all is well', async () => {
    expect(await said('/healthz')).toEqual({ status: 200, body: { ok: true, degraded: {} } });
    expect(await said('/readyz')).toEqual({ status: 200, body: { ok: true, draining: false, readable: true } });
  });

  it('is degraded and still ready while nothing can be written, and well again without a restart', async () => {
    const other = new DatabaseSync(join(edge().dir, 'salon.db'));
    other.exec('begin immediate');
    await sayAlive(edge().ports, 'one');
    const degraded = { writing: 'the last write did not go through' };
    expect(await said('/healthz')).toEqual({ status: 200, body: { ok: true, degraded } });
    expect((await said('/readyz')).status).toBe(200);
    other.exec('commit');
    other.close();
    await sayAlive(edge().ports, 'one');
    expect((await said('/healthz')).body).toEqual({ ok: true, degraded: {} });
  });

  it('is not ready, and alive, where the store cannot be read or the relay winds down', async () => {
    edge().drain();
    expect(await said('/readyz')).toEqual({ status: 503, body: { ok: false, draining: true, readable: true } });
    await edge().store.close();
    expect(await said('/readyz')).toEqual({ status: 503, body: { ok: false, draining: true, readable: false } });
    expect((await said('/healthz')).status).toBe(200);
  });
});
