import type { Draft } from '../../protocol/entries.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { OpenRequestInput } from '../../protocol/requests.ts';
import { toJson } from './json.ts';

/** What the browser keeps of a shopper, from her first Send or ask for a call until she says forget. */
export interface Kept {
  shopper: string;
  token: string;
  name: string;
  conversation: string;
  /** An opening on its way: sent again as it is until it is answered. */
  opening: OpenRequestInput | null;
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

/** A line that is on its way: an entry without seq. `refused` once it has failed for good. */
export interface OutLine {
  draft: Pick<Draft, 'id' | 'kind' | 'body'>;
  at: number;
  refused?: RefusalCode;
}

export interface Memory {
  kept: () => Partial<Kept>;
  keep: (change: Partial<Kept>) => void;
  /** Lines on their way, oldest first, those of other tabs too. */
  lines: () => OutLine[];
  put: (line: OutLine) => void;
  drop: (ids: string[]) => void;
  forget: () => void;
  /** Calls when another tab has changed something; `gone` when it forgot everything. */
  watch: (changed: (gone: boolean) => void) => () => void;
}

/**
 * First-party storage under one prefix with a version, or the tab's memory where storage throws or is full.
 * Every line on its way has a key of its own, so that two tabs that write at once lose nothing.
 */
export function openMemory(brand: string, storage: () => Storage = () => localStorage): Memory {
  const key = `salon:1:${brand}`;
  const inTab = new Map<string, string>();
  const attempt = <T>(run: (storage: Storage) => T): T | null => {
    try {
      return run(storage());
    } catch {
      return null;
    }
  };
  const read = (name: string): string | null => inTab.get(name) ?? attempt((s) => s.getItem(name));
  const write = (name: string, value: string) => {
    const written = attempt((s) => {
      s.setItem(name, value);
      return s.getItem(name) === value;
    });
    if (written) inTab.delete(name);
    else inTab.set(name, value);
  };
  const remove = (name: string) => {
    inTab.delete(name);
    attempt((s) => s.removeItem(name));
  };
  const names = () => {
    const stored = attempt((s) => Array.from({ length: s.length }, (_, i) => s.key(i) ?? '')) ?? [];
    return [...new Set([...stored, ...inTab.keys()])].filter((name) => name.startsWith(`${key}:`)).sort();
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

  return {
    kept,
    keep: (change) => write(key, toJson({ ...kept(), ...change })),
    lines: () =>
      names()
        .map((name) => parse<OutLine>(read(name)))
        .filter((line) => line !== null)
        .filter((line) => typeof line.draft?.id === 'string'),
    put: (line) => write(`${key}:${line.draft.id}`, toJson(line)),
    drop: (ids) => {
      for (const id of ids) remove(`${key}:${id}`);
    },
    forget: () => {
      for (const name of names()) remove(name);
      remove(key);
    },
    watch: (changed) => {
      const hear = (event: StorageEvent) => {
        if (event.key === null || event.key.startsWith(key))
          changed(event.key === null || (event.key === key && event.newValue === null));
      };
      addEventListener('storage', hear);
      return () => removeEventListener('storage', hear);
    },
  };
}
