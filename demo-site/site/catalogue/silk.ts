import type { Product, Variant } from '../product.ts';

const carre = (slug: string, plate: string, what: string, name: string, swatch: string, sku: string): Variant => ({
  sku,
  name,
  swatch,
  plate: `${slug}-${plate}`,
  alt: `Silk carré ${what} in ${name.toLowerCase()}, laid flat in window light`,
  price: 460,
});

export const SILK: Product[] = [
  {
    slug: 'jardin-d-hiver',
    room: 'silk',
    name: 'Jardin d’Hiver',
    kind: 'Silk carré 90',
    line: 'A glasshouse in January, oranges and all',
    shape: 'group',
    choice: 'Colour',
    story: [
      'Four arches of glass, a fountain of leaves, and oranges that ripen while the street outside is white. It was painted in the winter garden of a house near Versailles that had just been repaired.',
      'Eleven colours, eleven screens. The border carries thirty-six buds on each side; no two of them open to the same degree.',
    ],
    made: ['100 % silk twill, 18 mommes', '90 × 90 cm, hem rolled by hand', 'Printed in Lyon'],
    care: 'Dry clean only. Iron on the reverse while barely damp; never fold it along the same line twice.',
    variants: [
      carre('jardin-d-hiver', 'saffron', 'Jardin d’Hiver', 'Saffron', 'saffron', 'MA-JH90-SAF'),
      carre('jardin-d-hiver', 'ink', 'Jardin d’Hiver', 'Ink', 'ink', 'MA-JH90-INK'),
      carre('jardin-d-hiver', 'celadon', 'Jardin d’Hiver', 'Celadon', 'celadon', 'MA-JH90-CEL'),
    ],
  },
  {
    slug: 'les-marees',
    room: 'silk',
    name: 'Les Marées',
    kind: 'Silk carré 90',
    line: 'The tide, drawn as scales of water',
    shape: 'offers',
    choice: 'Colour',
    story: [
      'Rows of waves that turn about a sun. Seen from afar it is a weave; close to, each wave is four strokes of a single brush.',
      'A first drawing hung in the Ginza boutique for its opening and was bought off the wall. This is its second life.',
    ],
    made: ['100 % silk twill, 18 mommes', '90 × 90 cm, hem rolled by hand', 'Printed in Lyon'],
    care: 'Dry clean only. Iron on the reverse while barely damp.',
    variants: [
      carre('les-marees', 'indigo', 'Les Marées', 'Indigo', 'indigo', 'MA-LM90-IND'),
      carre('les-marees', 'terracotta', 'Les Marées', 'Terracotta', 'terracotta', 'MA-LM90-TER'),
    ],
  },
];
