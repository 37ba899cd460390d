import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '../../server/actions/erase-person.ts';
import { exportPerson } from '../../server/actions/export-person.ts';
import { findPersons } from '../../server/actions/find-person.ts';
import { readLog } from '../../server/actions/read-log.ts';
import { strikeEntry } from '../../server/actions/strike-entry.ts';
import { createBackups } from '../../server/operation/backups.ts';
import { chat, type Rig, startRig } from '../helpers/rig.ts';

/* Two releases run on one store for a while: what the newer one stored, the older one has to live with. */

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

const strikes = () =>
  createBackups({ dataDir: rig.dir, storeFile: `${rig.dir}/salon.db`, databaseUrl: null, version: '0' }).strikes;

/** A conversation in which something stands that only a newer release knows, said by its shopper. */
async function withHologram() {
  const shopper = await rig.shopper();
  const { conversation } = await rig.opens(shopper, chat(rig.clock.now(), 'Bonjour'));
  const id = '01a20cff-7d00-7638-b1c6-e21f15092fc5';
  await rig.store.commit(conversation, async (tx) => {
    const by = { kind: 'shopper' as const, id: shopper.id, name: 'Claire' };
    const hologram = { kind: 'hologram', body: { scene: 'CanaryScene' } } as never as { kind: 'line'; body: never };
    await tx.append(conversation, 'shared', [{ id, author: shopper.id, by, ...hologram }]);
    return { ok: true };
  });
  const [person] = (await findPersons(rig.store, conversation)) ?? [];
  if (!person) throw new Error('she is not found');
  const stored = () => rig.store.read.one('entries', { id });
  return { shopper, conversation, id, person, stored };
}

describe('an entry of a kind that only a newer release knows', () => {
  it('is read with the log, and asks nobody for anything', async () => {
    const { shopper, conversation, id } = await withHologram();
    const page = await readLog(rig.ports, shopper, { conversation, log: 'shared' });
    expect(page).toMatchObject({ ok: true, entries: expect.arrayContaining([expect.objectContaining({ id })]) });
    const desk = await rig.store.read.one('conversations', { id: conversation });
    expect(desk?.lastSeq).toBeGreaterThan(1);
  });

  it('may be struck: words of hers may stand in it', async () => {
    const { conversation, id, stored } = await withHologram();
    const ask = { conversation, entry: id, reason: 'erased' } as const;
    expect(await strikeEntry(rig.ports, strikes(), ask)).toMatchObject({ ok: true, fresh: true });
    expect(await stored()).toMatchObject({ kind: 'hologram', body: null, by: { name: null } });
  });

  it('is counted and exported with what else is kept of her', async () => {
    const { person } = await withHologram();
    expect(person.conversations).toMatchObject([{ said: 2 }]);
    const { tables } = await exportPerson(rig.ports, person);
    expect(JSON.stringify(tables.entries)).toContain('CanaryScene');
  });

  it('is erased with her', async () => {
    const { conversation, person, stored } = await withHologram();
    expect(await erasePerson(rig.ports, strikes(), person)).toMatchObject({ ok: true, struck: 2 });
    expect(await stored()).toMatchObject({ body: null, by: { name: null } });
    const [found] = (await findPersons(rig.store, conversation)) ?? [];
    expect(found?.erased).toBe(true);
  });
});
