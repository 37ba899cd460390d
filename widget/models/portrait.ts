/** Where a portrait lies: on the relay, and nowhere else. Any other address, or none, is no portrait. */
export const portraitAt = (path: unknown, relay: string): string | undefined =>
  /^\/\w/.test(path as string) ? relay + (path as string).slice(1) : undefined;
