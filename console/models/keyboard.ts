import { type ReadonlySignal, signal } from '@preact/signals';

/** Her hands on a keyboard: what single letters do, and whether she is in the middle of a word. */
export interface Keyboard {
  /** Whether nothing was typed for this long: a dialog must not take a key meant for a letter. */
  isQuiet(forMs: number): boolean;
  readonly helpOpen: ReadonlySignal<boolean>;
  openHelp(): void;
  closeHelp(): void;
  press(key: Pressed): boolean;
}
export interface Pressed {
  key: string;
  /** With Ctrl, Alt or Meta. */
  chord: boolean;
  /** In a field, where letters are letters. */
  inField: boolean;
  /** For a word that is not yet confirmed: typing, whatever the key. */
  composing: boolean;
}

export interface Shortcuts {
  enabled: () => boolean;
  /** By key; returns false when there was nothing to do. */
  keys: Readonly<Record<string, () => boolean>>;
  back: () => boolean;
}

export function createKeyboard({ enabled, keys, back }: Shortcuts, read: () => number = Date.now): Keyboard {
  const helpOpen = signal(false);
  let pressedAt = 0;
  return {
    helpOpen,
    isQuiet: (forMs) => read() - pressedAt >= forMs,
    openHelp: () => {
      helpOpen.value = true;
    },
    closeHelp: () => {
      helpOpen.value = false;
    },
    press({ key, chord, inField, composing }) {
      const quietMs = read() - pressedAt;
      pressedAt = read();
      if (composing) return false;
      if (key === 'Escape') return escapeFrom();
      if (chord || inField || !enabled()) return false;
      if (key === '?') {
        helpOpen.value = !helpOpen.value;
        return true;
      }
      // In the middle of a word that lost its field to a ring, "a" is a letter and no answer.
      if (quietMs < SETTLED_MS && (key === 'a' || key === 'd')) return false;
      return keys[key]?.() ?? false;
    },
  };

  function escapeFrom(): boolean {
    if (!helpOpen.value) return back();
    helpOpen.value = false;
    return true;
  }
}

/** A pause in the keys after which a letter is meant as a shortcut. */
export const SETTLED_MS = 1_000;
