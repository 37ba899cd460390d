import type { Product } from '../product.ts';

export const LEATHER: Product[] = [
  {
    slug: 'la-reserve-24',
    room: 'leather',
    name: 'La Réserve 24',
    kind: 'Top-handle bag',
    line: 'One flap, one handle, the sun for a clasp',
    shape: 'graph-group',
    choice: 'Leather',
    story: [
      'The first La Réserve was made for a conductor who needed her scores to stay flat. Ours is twenty-four centimetres wide and holds a book, a purse and an evening.',
      'The clasp turns a quarter and closes with a sound that the atelier tunes by ear.',
    ],
    made: ['Full-grain calf, lined in goatskin', '24 × 18 × 11 cm, handle drop 10 cm', 'Sewn in Paris by one artisan'],
    care: 'Wipe with a dry cloth. Bring it to us once a year: we feed the leather and wax the thread.',
    variants: [
      {
        sku: 'MA-LR24-COG',
        name: 'Cognac',
        swatch: 'cognac',
        plate: 'la-reserve-24-cognac',
        alt: 'La Réserve 24 bag in cognac calf with a gold sun clasp',
        price: 4850,
      },
      {
        sku: 'MA-LR24-AUB',
        name: 'Aubergine',
        swatch: 'aubergine',
        plate: 'la-reserve-24-aubergine',
        alt: 'La Réserve 24 bag in aubergine calf with a gold sun clasp',
        price: 4850,
      },
      {
        sku: 'MA-LR24-MOS',
        name: 'Moss',
        swatch: 'moss',
        plate: 'la-reserve-24-moss',
        alt: 'La Réserve 24 bag in moss green calf with a gold sun clasp',
        price: 5100,
      },
    ],
  },
  {
    slug: 'promenade',
    room: 'leather',
    name: 'Promenade',
    kind: 'Tote',
    line: 'A tote that stands by itself, with a silk at its handle',
    shape: 'plain',
    choice: 'Leather',
    story: [
      'Pebbled calf above, smooth saddle leather below, where a bag meets the floor. The twilly at the handle is cut from the ends of our carrés, so each is different.',
    ],
    made: ['Pebbled calf and saddle leather', '38 × 34 × 16 cm, handle drop 22 cm', 'Sewn in Paris'],
    care: 'Wipe with a dry cloth. Let it dry away from heat after rain.',
    variants: [
      {
        sku: 'MA-PRO-CRA',
        name: 'Chalk',
        swatch: 'chalk',
        plate: 'promenade-chalk',
        alt: 'Promenade tote in chalk and cognac leather, a silk tied to its handle',
        price: 2900,
      },
      {
        sku: 'MA-PRO-ENC',
        name: 'Ink',
        swatch: 'ink',
        plate: 'promenade-ink',
        alt: 'Promenade tote in ink blue and black leather, a silk tied to its handle',
        price: 2900,
      },
    ],
  },
];
