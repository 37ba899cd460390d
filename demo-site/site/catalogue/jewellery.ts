import type { Product } from '../product.ts';

export const JEWELLERY: Product[] = [
  {
    slug: 'solstice',
    room: 'jewellery',
    name: 'Solstice',
    kind: 'Ring',
    line: 'A wide band chased with rays, and one stone',
    shape: 'sizes',
    choice: 'Stone',
    story: [
      'Thirty-four rays are cut into the band by hand, longest at the crown, as on the longest day. The cabochon is set a little high so that light comes in from below.',
    ],
    made: ['18-carat yellow gold, 14 g', 'Cabochon of 9 carats in a beaded bezel', 'Place Vendôme workshop, Paris'],
    care: 'Take it off for the garden and the sea. We tighten and polish it without charge.',
    sizes: { label: 'Size', values: ['50', '52', '54', '56', '58'] },
    variants: [
      {
        sku: 'MA-SOL-GRN',
        name: 'Garnet',
        swatch: 'garnet',
        plate: 'solstice-garnet',
        alt: 'Solstice ring in yellow gold with a garnet cabochon',
        price: 6400,
      },
      {
        sku: 'MA-SOL-PER',
        name: 'Peridot',
        swatch: 'peridot',
        plate: 'solstice-peridot',
        alt: 'Solstice ring in yellow gold with a peridot cabochon',
        price: 6900,
      },
    ],
  },
  {
    slug: 'goutte',
    room: 'jewellery',
    name: 'Goutte',
    kind: 'Earrings',
    line: 'A sun, a pearl, a drop',
    shape: 'array',
    choice: 'Stone',
    story: [
      'Three things that fall: light, a tear of the sea, water. They hang by two free links and are never quite still.',
    ],
    made: [
      '18-carat yellow gold, cultured pearls',
      'Two pear-cut stones, 11 carats together',
      'Place Vendôme workshop, Paris',
    ],
    care: 'Wipe the pearls after wearing; keep them flat in their case.',
    variants: [
      {
        sku: 'MA-GOU-AQM',
        name: 'Aquamarine',
        swatch: 'aquamarine',
        plate: 'goutte-aquamarine',
        alt: 'Goutte earrings in gold with pearls and aquamarine drops',
        price: 8200,
      },
      {
        sku: 'MA-GOU-GRN',
        name: 'Garnet',
        swatch: 'garnet',
        plate: 'goutte-garnet',
        alt: 'Goutte earrings in gold with pearls and garnet drops',
        price: 7600,
      },
    ],
  },
];
