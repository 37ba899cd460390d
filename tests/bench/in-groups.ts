/** Runs `work` over `items`, at most `size` at a time, as fast as they come. */
export async function inGroups<I, O>(items: readonly I[], size: number, work: (item: I) => Promise<O>): Promise<O[]> {
  const done: O[] = [];
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const at = next++;
      done[at] = await work(items[at] as I);
    }
  };
  await Promise.all(Array.from({ length: size }, one));
  return done;
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
