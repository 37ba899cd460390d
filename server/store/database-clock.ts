/** The clock by which a shared database's relays decide: its own. */
export interface DatabaseClock {
  now(): number;
  /** What `clock_timestamp()` said just now. */
  heard(at: number): void;
}

/** The database's clock as last heard, carried on by the machine's; `aheadMs` is how far a test has moved it. */
export function databaseClock(machine: { now(): number; readonly aheadMs: number }): DatabaseClock {
  let between = 0;
  return {
    now: () => Math.floor(machine.now() + between),
    heard(at) {
      between = at + machine.aheadMs - machine.now();
    },
  };
}
