import type { Refusal } from '../../protocol/refusals.ts';

/** The answer that an error brings along (the store does not answer: try again); null for a surprise. */
export function refusalIn(error: unknown): Refusal | null {
  return error instanceof Error && 'refusal' in error ? (error.refusal as Refusal) : null;
}
