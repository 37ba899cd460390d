/**
 * What this browser keeps for one person: unsent words, drafts, the settings of her hand. A boutique's
 * devices are shared, so every key carries the person, and another one's sign-in sweeps what is not hers.
 */
export interface PersonStore {
  read<T>(name: string, otherwise: T, is: (value: unknown) => value is T): T;
  write(name: string, value: unknown): void;
  /** Everything of hers leaves this browser. */
  clear(): void;
}

const PREFIX = 'salon.console.';

export function openPersonStore(storage: Storage | null, person: string): PersonStore {
  const own = `${PREFIX}${person}.`;
  const memory = new Map<string, string>();
  sweep(storage, (key) => key.startsWith(PREFIX) && !key.startsWith(own));
  return {
    read(name, otherwise, is) {
      const text = memory.get(name) ?? quietly(() => storage?.getItem(own + name)) ?? null;
      const value: unknown = text === null ? null : quietly(() => JSON.parse(text));
      return is(value) ? value : otherwise;
    },
    write(name, value) {
      const text = JSON.stringify(value);
      const kept = quietly(() => {
        storage?.setItem(own + name, text);
        return storage !== null;
      });
      // A full or forbidden storage must not lose her words while this page is open.
      if (kept) memory.delete(name);
      else memory.set(name, text);
    },
    clear() {
      memory.clear();
      sweep(storage, (key) => key.startsWith(own));
    },
  };
}

function sweep(storage: Storage | null, goes: (key: string) => boolean): void {
  quietly(() => {
    if (!storage) return;
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
    for (const key of keys.filter(goes)) storage.removeItem(key);
  });
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
