import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../actions/passwords.ts';
import { makeSecret } from '../actions/secret.ts';

/** argon2id, 19 MiB, two passes: OWASP's first choice, some 30 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most so many are worked out at once, so that files and others keep threads to be read by. */
const AT_ONCE = 2;

/** How passwords are kept. */
export async function createPasswords(): Promise<Passwords> {
  const inTurn = turns(AT_ONCE);
  return {
    nobody: await hash(makeSecret(), COST),
    hash: (password) => inTurn(() => hash(password, COST)),
    verify: (phc, password) => inTurn(() => verify(phc, password)),
  };
}

/** Runs at most `count` works at a time, in the order they came. */
function turns(count: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= count) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
