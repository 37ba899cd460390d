import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendEntries } from '../../server/actions/append-entries.ts';
import type { ShopperAsking } from '../../server/actions/ports.ts';
import { type Rig, startRig } from '../helpers/rig.ts';
import { freshId } from './rows.ts';

type Where = 'before the commit' | 'before the answer' | 'anywhere';
const CHILD = new URL('writing-child.ts', import.meta.url).pathname;

let rig: Rig;
let shopper: ShopperAsking;
let conversation: string;
beforeEach(async () => {
  rig = await startRig();
  shopper = await rig.shopper();
  conversation = (await rig.opens(shopper)).conversation;
});
afterEach(() => rig.end());

/** Lets a process write until it dies, by its own hand or ours; gives the ids whose acknowledgement came out. */
async function writeUntilKilled(where: Where, first = '', enough = Number.POSITIVE_INFINITY): Promise<string[]> {
  await rig.store.close();
  const args = [CHILD, join(rig.dir, 'salon.db'), conversation, shopper.id, shopper.brand, where, first];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    if (said.split('\n').length > enough) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  await rig.reopen();
  // A line cut off by the kill was not heard.
  return said.split('\n').slice(0, -1);
}

const sendAgain = (id: string) =>
  appendEntries(rig.ports, shopper, {
    conversation,
    log: 'shared',
    entries: [{ id, kind: 'message', v: 1, body: { text: `said as ${id}` } }],
  });
const stored = (id: string) => rig.store.read.entries({ id, conversation });

describe('a relay that is killed', () => {
  test('R01: after the commit and before the answer: the message is there, and sent again it is there once', async () => {
    const id = freshId();
    expect(await writeUntilKilled('before the answer', id)).toEqual([]);
    const before = await stored(id);
    expect(before).toHaveLength(1);
    expect(await sendAgain(id)).toEqual({ ok: true, entries: before });
    expect(await stored(id)).toEqual(before);
  });

  test('R02: before the commit: the message is not there, and sent again it is stored once', async () => {
    const id = freshId();
    const head = (await rig.store.read.one('conversations', { id: conversation }))?.lastSeq ?? 0;
    expect(await writeUntilKilled('before the commit', id)).toEqual([]);
    expect(await stored(id)).toEqual([]);
    expect(await sendAgain(id)).toMatchObject({ ok: true, entries: [{ id, seq: head + 1 }] });
    expect(await sendAgain(id)).toMatchObject({ ok: true, entries: [{ id, seq: head + 1 }] });
    expect(await stored(id)).toHaveLength(1);
  });

  test('R01, R02: in the midst of writing: what was acknowledged is there, in a log without a gap', async () => {
    const acknowledged = await writeUntilKilled('anywhere', '', 60);
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    const log = await rig.store.read.entries({ conversation, log: 'shared' }, { by: 'seq' });
    expect(log.map((entry) => entry.seq)).toEqual(log.map((_, i) => i + 1));
    const ids = new Set(log.map((entry) => entry.id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(log.length);
    const again = await Promise.all(acknowledged.slice(-20).map(sendAgain));
    expect(again.every((answer) => answer.ok)).toBe(true);
    const thread = await rig.store.read.one('conversations', { id: conversation });
    expect(thread?.lastSeq).toBe(log.length);
  });
});
