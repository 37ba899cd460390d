import { type ReadonlySignal, signal } from '@preact/signals';

/** Who is writing this moment: told to the other side sparingly, believed of it for a few seconds. */
export interface Typing {
  /** Whether the client is writing. */
  readonly theirs: ReadonlySignal<boolean>;
  hear(on: boolean): void;
  /** She writes, or has stopped. */
  tell(on: boolean): void;
  dispose(): void;
}

const TOLD_EVERY_MS = 3_000;
const SHOWN_MS = 6_000;

export function createTyping(say: (on: boolean) => void, read: () => number = Date.now): Typing {
  const theirs = signal(false);
  let hush: ReturnType<typeof setTimeout> | undefined;
  let toldAt: number | null = null;
  return {
    theirs,
    hear(on) {
      clearTimeout(hush);
      theirs.value = on;
      if (!on) return;
      hush = setTimeout(() => {
        theirs.value = false;
      }, SHOWN_MS);
    },
    tell(on) {
      if (on ? toldAt !== null && read() - toldAt < TOLD_EVERY_MS : toldAt === null) return;
      toldAt = on ? read() : null;
      say(on);
    },
    dispose: () => clearTimeout(hush),
  };
}
