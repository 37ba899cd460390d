import type { AssociateRow } from '../../server/domain/rows.ts';

/** One of the house's people: her day, and how she answers. */
export interface Played {
  readonly row: AssociateRow;
  /** Her device is there: its lease is renewed. */
  device: boolean;
  /** By her own word and within her shift. */
  onDuty: boolean;
  /** Since when she is not; for what is offered to somebody off duty. */
  offAt: number;
  /** Since when her device is gone. */
  goneAt: number;
}
