import type { RoomId } from './rooms.ts';

/** What the shop sells. Prices are whole euros; without one the price is told on request. */
export interface Variant {
  sku: string;
  name: string;
  /** The picture's name in pictures/, and what it shows. */
  plate: string;
  alt: string;
  /** The class of its swatch. */
  swatch?: string;
  price?: number;
  /** A measure such as a volume, where that is what differs. */
  size?: string;
}

export type Shape =
  | 'group'
  | 'offers'
  | 'graph-group'
  | 'plain'
  | 'graph'
  | 'request'
  | 'aggregate'
  | 'specification'
  | 'sizes'
  | 'array'
  | 'volumes'
  | 'webpage';

export interface Product {
  slug: string;
  room: RoomId;
  name: string;
  kind: string;
  /** One line for cards, lists and descriptions. */
  line: string;
  story: string[];
  made: string[];
  care: string;
  choice: string;
  variants: Variant[];
  sizes?: { label: string; values: string[] };
  /** How its structured data is written: real shops write it in many ways. */
  shape: Shape;
}
