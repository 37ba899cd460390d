/** Something that happens at an instant. */
export type Act = () => Promise<void>;

const SECOND_MS = 1_000;

/** What is going to happen, by whole seconds: all that falls into one second happens at once, as it does in a house. */
export function createAgenda() {
  const due = new Map<number, Act[]>();
  return {
    at(ms: number, act: Act): void {
      const second = Math.ceil(ms / SECOND_MS) * SECOND_MS;
      const acts = due.get(second);
      if (acts) acts.push(act);
      else due.set(second, [act]);
    },
    /** What happens in the second that ends at `now`, taken out. */
    take(now: number): Act[] {
      const acts = due.get(now) ?? [];
      due.delete(now);
      return acts;
    },
    get empty(): boolean {
      return due.size === 0;
    },
  };
}
export type Agenda = ReturnType<typeof createAgenda>;
