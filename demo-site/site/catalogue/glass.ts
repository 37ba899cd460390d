import type { Product } from '../product.ts';

export const GLASS: Product[] = [
  {
    slug: 'ondee',
    room: 'glass',
    name: 'Ondée',
    kind: 'Vase',
    line: 'Ribs of glass that sway like rain',
    shape: 'aggregate',
    choice: 'Glass',
    story: [
      'The ribs are drawn while the glass still moves, by turning the pipe against the mould for the length of one breath. Put a single branch in it.',
    ],
    made: ['Blown glass, fire-polished rim', '38 cm high, 22 cm wide', 'Murano'],
    care: 'By hand, in lukewarm water. A spoon of rice and a little vinegar clear the inside.',
    variants: [
      {
        sku: 'MA-ON38-AMB',
        name: 'Amber',
        swatch: 'amber',
        plate: 'ondee-amber',
        alt: 'Ondée vase in amber glass with a branch of white blossom',
        price: 980,
      },
      {
        sku: 'MA-ON38-MER',
        name: 'Sea',
        swatch: 'sea',
        plate: 'ondee-sea',
        alt: 'Ondée vase in sea green glass with a branch of pink blossom',
        price: 1050,
      },
    ],
  },
  {
    slug: 'brume',
    room: 'glass',
    name: 'Brume',
    kind: 'Carafe and tumbler',
    line: 'For the night table, or for two at noon',
    shape: 'specification',
    choice: 'Glass',
    story: [
      'A carafe whose tumbler fits over its neck. The tint is so light that you see it only where the glass is thick: at the foot, and in the shadow it throws.',
    ],
    made: ['Blown glass', 'Carafe 0.9 l, tumbler 0.25 l', 'Murano'],
    care: 'By hand, or in the glass programme of a machine below 50 °C.',
    variants: [
      {
        sku: 'MA-BRU-ROS',
        name: 'Rose',
        swatch: 'rose',
        plate: 'brume-rose',
        alt: 'Brume carafe and tumbler in pale rose glass',
        price: 390,
      },
      {
        sku: 'MA-BRU-FUM',
        name: 'Smoke',
        swatch: 'smoke',
        plate: 'brume-smoke',
        alt: 'Brume carafe and tumbler in smoke grey glass',
        price: 390,
      },
    ],
  },
];
