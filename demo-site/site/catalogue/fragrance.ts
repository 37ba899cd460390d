import type { Product } from '../product.ts';

export const FRAGRANCE: Product[] = [
  {
    slug: 'figue-de-nuit',
    room: 'fragrance',
    name: 'Figue de Nuit',
    kind: 'Eau de parfum',
    line: 'A fig tree against a warm wall, after ten',
    shape: 'volumes',
    choice: 'Volume',
    story: [
      'The green of the leaf, the milk of the stem, and stone that gives back the day. It was composed in August with the windows open.',
    ],
    made: ['Fig leaf, black tea, cedar', 'Refillable flacon of cut glass', 'Composed in Grasse'],
    care: 'Keep it away from the sun. Refills are poured in each boutique.',
    variants: [
      {
        sku: 'MA-FIG-050',
        name: '50 ml',
        size: '50 ml',
        plate: 'figue-de-nuit',
        alt: 'Figue de Nuit flacon with an aubergine stopper, a whole fig and a cut one',
        price: 165,
      },
      {
        sku: 'MA-FIG-100',
        name: '100 ml',
        size: '100 ml',
        plate: 'figue-de-nuit',
        alt: 'Figue de Nuit flacon with an aubergine stopper, a whole fig and a cut one',
        price: 240,
      },
    ],
  },
  {
    slug: 'encre-et-cedre',
    room: 'fragrance',
    name: 'Encre et Cèdre',
    kind: 'Eau de parfum',
    line: 'A desk by the window, and rain',
    shape: 'webpage',
    choice: 'Volume',
    story: [
      'Cedar shavings, wet slate, the iron note of fresh ink. Worn by people who still write by hand, and by those who mean to.',
    ],
    made: ['Cedar, iris, mineral accord', 'Refillable flacon of cut glass', 'Composed in Grasse'],
    care: 'Keep it away from the sun. Refills are poured in each boutique.',
    variants: [
      {
        sku: 'MA-ENC-100',
        name: '100 ml',
        size: '100 ml',
        plate: 'encre-et-cedre',
        alt: 'Encre et Cèdre flacon with an ink blue stopper',
        price: 240,
      },
    ],
  },
];
