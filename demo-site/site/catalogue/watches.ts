import type { Product } from '../product.ts';

export const WATCHES: Product[] = [
  {
    slug: 'meridienne-36',
    room: 'watches',
    name: 'Méridienne 36',
    kind: 'Hand-wound watch',
    line: 'A round watch, named for the line that noon draws',
    shape: 'graph',
    choice: 'Dial',
    story: [
      'Thirty-six millimetres, seven and a half thick. The dial is turned on a rose engine: one hundred and fifty lines, and a single slip begins it again.',
      'The hands are blued over a flame, not painted; hold them to a lamp and they go from black to violet.',
    ],
    made: ['Calibre A11, hand-wound, 60 hours', '36 mm case, sapphire crystal, 30 m', 'Calf strap, pin buckle'],
    care: 'Wind it each morning. A service every six years, in Paris or Tokyo.',
    variants: [
      {
        sku: 'MA-MER36-CR',
        name: 'Cream, yellow gold',
        swatch: 'cream',
        plate: 'meridienne-36-cream',
        alt: 'Méridienne watch with a cream guilloché dial, gold case and cognac strap',
        price: 14200,
      },
      {
        sku: 'MA-MER36-VG',
        name: 'Verdigris, steel',
        swatch: 'verdigris',
        plate: 'meridienne-36-verdigris',
        alt: 'Méridienne watch with a green guilloché dial, steel case and black strap',
        price: 8900,
      },
    ],
  },
  {
    slug: 'heure-bleue',
    room: 'watches',
    name: 'Heure Bleue',
    kind: 'Hand-wound watch',
    line: 'A tall watch for the hour when lamps are lit',
    shape: 'request',
    choice: 'Dial',
    story: [
      'A rectangle of the golden ratio, a railway of minutes, a cabochon at the crown. Twenty are finished each year; the list is kept by name in the boutiques.',
    ],
    made: ['Calibre A7, hand-wound, 48 hours', '28 × 42 mm case, sapphire crystal', 'Calf strap, folding clasp'],
    care: 'Wind it each evening. A service every six years.',
    variants: [
      {
        sku: 'MA-HB-NUIT',
        name: 'Night, steel',
        swatch: 'ink',
        plate: 'heure-bleue-night',
        alt: 'Heure Bleue rectangular watch with a night blue dial and blue strap',
      },
      {
        sku: 'MA-HB-CREM',
        name: 'Cream, yellow gold',
        swatch: 'cream',
        plate: 'heure-bleue-cream',
        alt: 'Heure Bleue rectangular watch with a cream dial, gold case and aubergine strap',
      },
    ],
  },
];
