import type { Ports } from './ports.ts';
import { type Audited, audit } from './steps/audit.ts';

/** Somebody asked for what is not hers, or not there: the same answer, and a line for whoever looks into it. */
export type Probe = Required<Pick<Audited, 'brand' | 'actor' | 'action'>> & { subject: string | null };

export interface Probes {
  /** Never throws and never waits: what is told to the asker does not depend on it. */
  note(probe: Probe): void;
  /** Resolves when everything noted so far is written. */
  idle(): Promise<void>;
}

const ROWS_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

interface Actor {
  minute: number;
  rows: number;
  /** The row whose count rises, once there is one. */
  counted: string | null;
  /** Probes that are not in it yet. */
  uncounted: number;
  writing: boolean;
}

/** Ten rows a minute for each who asks, then one row whose count rises: nobody fills the disk with questions. */
export function createProbes(ports: Ports, onFault: (error: unknown) => void): Probes {
  const actors = new Map<string, Actor>();
  let last: Promise<void> = Promise.resolve();

  const actorOf = (id: string): Actor => {
    const minute = Math.floor(ports.store.now() / MINUTE_MS);
    const known = actors.get(id);
    if (known?.minute === minute) return known;
    for (const [old, actor] of actors) if (actor.minute !== minute && !actor.writing) actors.delete(old);
    const fresh = { minute, rows: 0, counted: null, uncounted: 0, writing: false };
    actors.set(id, fresh);
    return fresh;
  };
  const write = (work: () => Promise<unknown>): Promise<void> => {
    const done = work().then(() => {}, onFault);
    last = Promise.all([last, done]).then(() => {});
    return done;
  };
  const count = (probe: Probe, actor: Actor): void => {
    if (actor.writing || actor.uncounted === 0) return;
    actor.writing = true;
    const more = actor.uncounted;
    actor.uncounted = 0;
    void write(async () => {
      actor.counted = await raise(ports, probe, actor.counted, more);
    }).then(() => {
      actor.writing = false;
      count(probe, actor);
    });
  };
  return {
    note(probe) {
      const actor = actorOf(probe.actor);
      if (actor.rows < ROWS_PER_MINUTE) {
        actor.rows += 1;
        void write(() => insert(ports, probe));
        return;
      }
      actor.uncounted += 1;
      count(probe, actor);
    },
    async idle() {
      for (let seen: Promise<void> | null = null; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
  };
}

const insert = (ports: Ports, probe: Probe) =>
  ports.store.commit(probe.actor, async (tx) => {
    await audit(tx, probe);
    return { ok: true };
  });

async function raise(ports: Ports, probe: Probe, row: string | null, more: number): Promise<string | null> {
  const { brand, actor, action } = probe;
  const answer = await ports.store.commit(actor, async (tx) => {
    if (row !== null) {
      const before = await tx.one('audit', { id: row });
      await tx.update('audit', { id: row }, { count: (before?.count ?? 0) + more });
      return { ok: true, id: row };
    }
    const id = tx.id();
    await tx.insert('audit', {
      ...{ id, brand, actor, action },
      ...{ at: tx.now, subject: null, count: more, cause: 'more in this minute' },
    });
    return { ok: true, id };
  });
  return answer.ok ? answer.id : row;
}
