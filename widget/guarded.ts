/** Whatever goes wrong in a page's callback, or in ours, stays out of the page. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    console.warn('[Salon]', error);
  }
}
