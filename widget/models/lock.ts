/**
 * Runs one piece of work at a time per name and browser: by a Web Lock, else (plain http has none) by a lease in
 * storage.
 */
export async function alone<T>(name: string, run: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, run) as Promise<T>;
  const { underLease } = await import('./lease.ts');
  return underLease(name, run);
}
