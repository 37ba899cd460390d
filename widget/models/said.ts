import { type ReadonlySignal, signal } from './signals.ts';

/** What the sheet itself says, apart from what stands in it. */
export interface Said {
  /** Read aloud once, politely. */
  readonly text: ReadonlySignal<string>;
  readonly say: (text: string) => void;
}

export function createSaid(): Said {
  const text = signal('');
  return {
    text,
    say: (words) => {
      text.value = words;
    },
  };
}
