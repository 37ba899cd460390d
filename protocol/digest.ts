/*
 * A digest of all that one person is shown, which both ends make in the same way: what a live line lost is found by
 * comparing it. Exact but for one chance in four billion.
 */

/** How far a log goes that this person follows; `staffHead` for associates only. */
export interface HeadTold {
  conversation: string;
  head: number;
  staffHead?: number;
}

/**
 * What `ping` and `lease.renew` answer: the heads of the logs that this person follows, and the digest of all rows that
 * she or he is shown.
 */
export interface StateDigest {
  heads: HeadTold[];
  rows: string;
}

/** FNV-1a, 32 bits, over the sorted rows. */
export function digestOf(rows: string[]): string {
  let hash = 0x811c9dc5;
  for (const char of rows.sort().join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}

interface Row {
  id: string;
  version: number;
}
interface Seen {
  kind: string;
  deliveredSeq: number;
  readSeq: number;
}

const rowOf = ({ id, version }: Row) => `${id} ${version}`;

/** How far the other side has received and read. */
const seenBy = (kind: string, cursors: readonly Seen[]): number => {
  let sum = 0;
  for (const cursor of cursors) if (cursor.kind === kind) sum += cursor.deliveredSeq + cursor.readSeq;
  return sum;
};

/** A shopper's page: her open requests, and what was received and read of hers. */
export const shopperDigest = (open: readonly Row[], cursors: readonly Seen[]): string =>
  digestOf([...open.map(rowOf), `${seenBy('associate', cursors)}`]);

/** A desk, as its snapshot shows it. */
export const deskDigest = (desk: {
  availability: { version: number };
  offers: readonly Row[];
  held: readonly { id: string; shopper: { name: string | null }; request: Row | null; cursors: readonly Seen[] }[];
  promises: readonly Row[];
}): string =>
  digestOf([
    `availability ${desk.availability.version}`,
    ...desk.offers.map(rowOf),
    ...desk.promises.map(rowOf),
    ...desk.held.map(({ id, shopper, request, cursors }) =>
      [id, shopper.name, request && rowOf(request), seenBy('shopper', cursors)].join(' '),
    ),
  ]);
