import type { Draft } from '../../protocol/entries.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { OpenRequestInput } from '../../protocol/requests.ts';
import { listen } from '../listen.ts';
import { toJson } from './json.ts';

const LIVE_MS = 24 * 3600_000;

/** Who she is to the relay. */
export interface Identity {
  shopper: string;
  token: string;
}

/** What the browser keeps of a shopper, from her first Send or ask for a call until she says forget. */
export interface Kept extends Identity {
  name: string;
  conversation: string;
  /** An opening on its way: sent again as it is until it is answered. */
  opening: OpenRequestInput | null;
  /** The shopper who opens: the same ask by another would be another ask. */
  opener: string;
  /** The product that last went along with her words. */
  along: string;
  /** A live request in whose stead a call was asked for: it is still to be ended. */
  superseded: string;
  /** She has written; she has asked for a call. */
  talked: boolean;
  called: boolean;
  open: boolean;
  view: 'welcome' | 'chat' | 'callback';
  /** The last seq that she has seen. */
  readSeq: number;
  /** Until when a page takes the conversation up again by itself. */
  liveUntil: number;
}

type Unsent<D> = D extends Draft ? Pick<D, 'id' | 'kind' | 'body'> : never;

/** A line that is on its way: an entry without seq. `refused` once it has failed for good. */
export interface OutLine {
  draft: Unsent<Draft>;
  at: number;
  refused?: RefusalCode;
}

export interface Memory {
  kept: () => Partial<Kept>;
  keep: (change: Partial<Kept>) => void;
  /** Something has gone on: pages take the conversation up by themselves for a day. */
  touch: () => void;
  isLive: () => boolean;
  /** Whether she has written here before. */
  talked: () => boolean;
  /** Lines on their way, oldest first, those of other tabs too. */
  lines: () => OutLine[];
  put: (line: OutLine) => void;
  drop: (ids: string[]) => void;
  /** What stands under keys of its own that begin so: `:` a line, `@` an identity. */
  rows: <T>(mark: string) => T[];
  write: (mark: string, value: unknown) => void;
  remove: (mark: string) => void;
  forget: () => void;
  /** Calls when another tab has changed something; `gone` when it forgot everything. */
  watch: (changed: (gone: boolean) => void) => void;
}

/**
 * First-party storage under one prefix with a version, or the tab's memory where storage throws or is full.
 * Every line on its way and every identity has a key of its own, so that two tabs that write at once lose nothing:
 * what one has written another may read only after a while, and whatever it has of the rest it writes back.
 */
export function openMemory(brand: string, storage: () => Storage = () => localStorage): Memory {
  const key = `salon:1:${brand}`;
  /** What storage did not take; null where it did not let go. */
  const inTab = new Map<string, string | null>();
  const written = new Set<string>();
  const attempt = <T>(run: (storage: Storage) => T): T | null => {
    try {
      return run(storage());
    } catch {
      return null;
    }
  };
  const read = (name: string): string | null => {
    const own = inTab.get(name);
    return own === undefined ? attempt((s) => s.getItem(name)) : own;
  };
  const write = (mark: string, said: unknown) => {
    const name = key + mark;
    const value = toJson(said);
    const taken = attempt((s) => {
      s.setItem(name, value);
      return s.getItem(name) === value;
    });
    // Known by name as well, should storage not list what it holds.
    written.add(name);
    if (taken) inTab.delete(name);
    else inTab.set(name, value);
  };
  const remove = (mark: string) => {
    const name = key + mark;
    inTab.set(name, null);
    attempt((s) => {
      s.removeItem(name);
      if (s.getItem(name) === null) inTab.delete(name);
    });
  };
  const names = (mark: string) => {
    const all = new Set(written);
    attempt((s) => {
      for (let i = 0; i < s.length; i++) all.add(s.key(i) ?? '');
    });
    return [...all].filter((name) => name.startsWith(key + mark)).sort();
  };
  const parse = <T>(text: string | null): T | null => {
    try {
      const value: unknown = JSON.parse(text ?? 'null');
      return typeof value === 'object' ? (value as T) : null;
    } catch {
      return null;
    }
  };
  const kept = () => parse<Partial<Kept>>(read(key)) ?? {};
  const keep = (change: Partial<Kept>) => write('', { ...kept(), ...change });
  const rows = <T>(mark: string) => names(mark).flatMap((name) => parse<T>(read(name)) ?? []);
  const lines = () => rows<OutLine>(':').filter((line) => typeof line.draft?.id === 'string');

  return {
    kept,
    keep,
    touch: () => keep({ liveUntil: Date.now() + LIVE_MS }),
    isLive: () => (kept().liveUntil ?? 0) > Date.now(),
    talked: () => kept().talked === true || lines().length > 0,
    lines,
    put: (line) => write(`:${line.draft.id}`, line),
    drop: (ids) => {
      for (const id of ids) remove(`:${id}`);
    },
    rows,
    write,
    remove,
    // The other tabs go by the last.
    forget: () => {
      for (const name of [...names(':'), ...names('@'), key]) remove(name.slice(key.length));
    },
    watch: (changed) =>
      // A page that comes back as it was left (pageshow, no key) has heard of nothing meanwhile.
      void listen([window], ['storage', 'pageshow'], ({ key: name }: StorageEvent) => {
        if ((name ?? key).startsWith(key)) changed(read(key) === null);
      }),
  };
}
