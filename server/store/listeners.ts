/** Listeners to something, told in the order in which they came. */
export interface Listeners<T> {
  add(hear: (told: T) => void): void;
  /** One that throws keeps no other from hearing, nor anybody from being answered. */
  tell(told: T): void;
}

export function createListeners<T>(onFault: (error: Error) => void): Listeners<T> {
  const all: ((told: T) => void)[] = [];
  return {
    add(hear) {
      all.push(hear);
    },
    tell(told) {
      for (const hear of all) {
        try {
          hear(told);
        } catch (error) {
          onFault(error instanceof Error ? error : new Error(String(error)));
        }
      }
    },
  };
}
