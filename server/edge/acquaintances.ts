/** Who has come in well of late; the oldest are forgotten, and are strangers again. */
export interface Acquaintances {
  remember(who: string): void;
  knows(who: string): boolean;
}

/** Of this process alone: after a restart everybody is a stranger until she comes in, which costs her no more than that. */
export function createAcquaintances(most: number): Acquaintances {
  const known = new Set<string>();
  return {
    knows: (who) => known.has(who),
    remember(who) {
      known.delete(who);
      known.add(who);
      if (known.size > most) known.delete(known.values().next().value ?? '');
    },
  };
}
