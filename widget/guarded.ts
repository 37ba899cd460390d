/** Whatever goes wrong in a page's callback, or in ours, stays out of the page. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    console.warn('[Salon]', error);
  }
}

export type Handler = (event: never) => unknown;

/** The same for what is heard, of the page or under her hand: what fails later, too. */
export const handling =
  (run: Handler) =>
  async (event: unknown): Promise<void> => {
    try {
      await run(event as never);
    } catch (error) {
      console.warn('[Salon]', error);
    }
  };
