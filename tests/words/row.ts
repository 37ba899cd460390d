/** One sentence: what has to hold in the world while it stands, where it stands, and the test that puts it there. */
export interface Row {
  holds: string;
  where: string;
  test: Shown;
}

/** A test by the file it lies in and its title, which {@link file://./table.test.ts} looks up. */
export interface Shown {
  file: string;
  title: string;
}

type Said = string | ((...said: never[]) => string) | readonly unknown[];

/** A row for every sentence of a word file, nested as the sentences are: one that is left out, or gone, is no such table. */
export type Rows<W> = { readonly [K in keyof W]: W[K] extends Said ? Row : Rows<W[K]> };

export const row = (holds: string, where: string, test: Shown): Row => ({ holds, where, test });

/** The tests of one file, by their titles. */
export const testsIn =
  (file: string) =>
  (title: string): Shown => ({ file: `tests/${file}`, title });
