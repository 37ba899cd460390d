import type { CallCause, CallLimits } from '../domain/call-caps.ts';

/** The relay's caps on calls, and whom to tell when one is met. */
export interface CallRules {
  limits: CallLimits;
  note(brand: string, cause: CallCause | 'kind' | 'blocked'): void;
}
