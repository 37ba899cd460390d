/** One thing that the relay depends on, tried: good, or a sentence to act on. */
export interface Checked {
  what: string;
  good: boolean;
  says: string;
}

export const good = (what: string, says: string): Checked => ({ what, good: true, says });
export const mend = (what: string, says: string): Checked => ({ what, good: false, says });

/** Why something could not be reached: the system's own code where there is one. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message || cause.name;
}
