import { Counter } from 'prom-client';
import { createRateLimit } from '../edge/rate-limit.ts';
import type { HttpInput } from './input.ts';

const WRONG_AN_HOUR = 20;

/**
 * Counts wrong passwords, and says it in the log when one account has many: whoever owns it is slowed by her own
 * address alone, so that nobody else can lock her out. The account is told as a hash.
 */
export function signInAlarm({ registry, log }: HttpInput): (account: string) => Promise<void> {
  const refused = new Counter({
    name: 'salon_sign_ins_refused_total',
    help: 'Sign-ins with a wrong e-mail or password.',
    registers: [registry],
  });
  const perAccount = createRateLimit({ times: WRONG_AN_HOUR, withinMs: 3600_000 });
  const said = createRateLimit({ times: 1, withinMs: 600_000 });
  return async (account) => {
    refused.inc();
    if ((await perAccount.take(account)) === null || (await said.take(account)) !== null) return;
    log.warn({ account: account.slice(0, 12) }, 'many wrong passwords for one account within an hour');
  };
}
