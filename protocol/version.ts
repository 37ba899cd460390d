/** Rows travel whole; the higher version wins. */
export function newer<T extends { version: number }>(known: T | null | undefined, told: T): T {
  return known && known.version >= told.version ? known : told;
}
