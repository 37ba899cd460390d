/**
 * Runs one piece of work at a time per name and browser: by a Web Lock, else (plain http has none) by a lease in
 * storage.
 */
export async function alone<T>(name: string, run: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    return await (navigator.locks.request(name, () => {
      begun = true;
      return run();
    }) as Promise<T>);
  } catch (error) {
    if (begun) throw error;
  }
  // None, or refused, as where the browser keeps nothing for the page.
  const { underLease } = await import('./lease.ts');
  return underLease(name, run);
}
