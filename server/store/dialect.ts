/** The two stores: one file, or a Postgres of 15 or newer. They pass the same tests. */
export type Dialect = 'sqlite' | 'postgres';
