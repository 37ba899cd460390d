import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { CallRules } from '../actions/call-rules.ts';
import type { CallLimits } from '../domain/call-caps.ts';

const CAUSES = ['kind', 'blocked', 'number', 'person', 'address', 'range'] as const;
const SAID_EVERY_MS = 600_000;

/**
 * The caps on calls, with somebody to tell when one is met: whoever asks is never told which, so that the house must
 * be. Calls to one range of numbers are said in the log as well, since they are somebody's plan.
 */
export function callRules(limits: CallLimits, registers: Registry[], log: Logger, now: () => number): CallRules {
  const refused = new Counter({
    name: 'salon_calls_refused_total',
    help: 'Asks for a call that were not taken: kind is premium and the like, else the cap that was met.',
    labelNames: ['cause'],
    registers,
  });
  // There from the start, so that an alert can see it rise.
  for (const cause of CAUSES) refused.inc({ cause }, 0);
  const said = new Map<string, number>();
  return {
    limits,
    note(brand, cause) {
      refused.inc({ cause });
      if (cause !== 'range' || (said.get(brand) ?? -Infinity) > now() - SAID_EVERY_MS) return;
      said.set(brand, now());
      log.warn({ brand }, 'many calls are asked for to neighbouring numbers: further ones are refused for a day');
    },
  };
}
