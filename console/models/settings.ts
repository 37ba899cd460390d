import { type Signal, signal } from '@preact/signals';

/** How this device behaves; kept for whoever uses it, since it is the counter's matter, not the person's. */
export interface Settings {
  /** A ringing screen at a counter shows no name, picture or words. */
  readonly discreet: Signal<boolean>;
  /** Single-letter shortcuts; some assistive software types letters by itself. */
  readonly shortcuts: Signal<boolean>;
  dispose(): void;
}

const KEY = 'salon.console-device';

export function createSettings(storage: Storage | null): Settings {
  const kept = read(storage);
  const discreet = signal(kept.discreet === true);
  const shortcuts = signal(kept.shortcuts !== false);
  const write = () => {
    try {
      storage?.setItem(KEY, JSON.stringify({ discreet: discreet.value, shortcuts: shortcuts.value }));
    } catch {
      // Kept for as long as this page is open.
    }
  };
  const stops = [discreet.subscribe(write), shortcuts.subscribe(write)];
  return {
    discreet,
    shortcuts,
    dispose: () => {
      for (const stop of stops) stop();
    },
  };
}

function read(storage: Storage | null): { discreet?: unknown; shortcuts?: unknown } {
  try {
    const value: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
