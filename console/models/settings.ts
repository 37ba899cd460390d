import { type Signal, signal } from '@preact/signals';

/** How this device behaves; kept for whoever uses it, since it is the counter's matter, not the person's. */
export interface Settings {
  /** A ringing screen at a counter shows no name, picture or words. */
  readonly discreet: Signal<boolean>;
  /** Single-letter shortcuts; some assistive software types letters by itself. */
  readonly shortcuts: Signal<boolean>;
  /** Keep the screen lit while she is available. */
  readonly awake: Signal<boolean>;
  dispose(): void;
}

const KEY = 'salon.console-device';

export function createSettings(storage: Storage | null): Settings {
  const kept = read(storage);
  const discreet = signal(kept.discreet === true);
  const shortcuts = signal(kept.shortcuts !== false);
  const awake = signal(kept.awake !== false);
  const write = () => {
    try {
      const kept = { discreet: discreet.value, shortcuts: shortcuts.value, awake: awake.value };
      storage?.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Kept for as long as this page is open.
    }
  };
  const stops = [discreet, shortcuts, awake].map((setting) => setting.subscribe(write));
  return {
    discreet,
    shortcuts,
    awake,
    dispose: () => {
      for (const stop of stops) stop();
    },
  };
}

function read(storage: Storage | null): { discreet?: unknown; shortcuts?: unknown; awake?: unknown } {
  try {
    const value: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
