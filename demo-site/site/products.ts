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

export type RoomId = 'silk' | 'leather' | 'watches' | 'glass' | 'jewellery' | 'fragrance';

export interface Room {
  id: RoomId;
  /** The category as structured data spells it. */
  category: string;
  title: string;
  line: string;
  text: string;
  plate: string;
}

export const ROOMS: Room[] = [
  {
    id: 'silk',
    category: 'Silk',
    title: 'Silk',
    line: 'Carrés of ninety centimetres, drawn in the house',
    text: 'Each carré begins as a painting of the same size. It is engraved colour by colour, printed by hand on twill, and its hem is rolled by one person from the first corner to the last.',
    plate: 'jardin-d-hiver-ink',
  },
  {
    id: 'leather',
    category: 'Leather Goods',
    title: 'Leather',
    line: 'Bags sewn by one pair of hands',
    text: 'Full-grain calf, saddle-stitched with waxed linen. The artisan who cuts a bag is the one who closes it, and her mark is inside the flap.',
    plate: 'la-reserve-24-aubergine',
  },
  {
    id: 'watches',
    category: 'Watches',
    title: 'Watches',
    line: 'Two cases, wound by hand',
    text: 'A round watch for noon and a tall one for the evening. Their dials are cut on a rose engine of 1908 and their movements are wound by hand, a habit that takes less than a minute.',
    plate: 'meridienne-36-cream',
  },
  {
    id: 'glass',
    category: 'Glass',
    title: 'Glass',
    line: 'Blown in Murano, never twice alike',
    text: 'Vases, carafes and tumblers from a furnace on the Fondamenta dei Vetrai. The colour is in the glass itself, so it does not fade; it only changes with the hour.',
    plate: 'ondee-amber',
  },
  {
    id: 'jewellery',
    category: 'Jewellery',
    title: 'Jewellery',
    line: 'Yellow gold and single stones',
    text: 'Rings and earrings in eighteen-carat gold, set with stones that the house has chosen one by one. Every piece can be made to measure and is repaired for life.',
    plate: 'solstice-garnet',
  },
  {
    id: 'fragrance',
    category: 'Fragrance',
    title: 'Fragrance',
    line: 'Two waters for day and dusk',
    text: 'Composed in Grasse in small batches and left to rest for eight weeks. The flacons are heavy on purpose, and may be filled again in each boutique.',
    plate: 'figue-de-nuit',
  },
];

const carre = (slug: string, plate: string, what: string, name: string, swatch: string, sku: string): Variant => ({
  sku,
  name,
  swatch,
  plate: `${slug}-${plate}`,
  alt: `Silk carré ${what} in ${name.toLowerCase()}, laid flat in window light`,
  price: 460,
});

export const PRODUCTS: Product[] = [
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

export const roomOf = (id: RoomId): Room => {
  const room = ROOMS.find((one) => one.id === id);
  if (!room) throw new Error(`no room "${id}"`);
  return room;
};

export const productsIn = (id: RoomId) => PRODUCTS.filter((product) => product.room === id);

export const first = (product: Product): Variant => {
  const [variant] = product.variants;
  if (!variant) throw new Error(`"${product.slug}" has no variant`);
  return variant;
};

export const productPath = ({ room, slug }: Product) => `/demo/${room}/${slug}/`;

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
export const priceText = (price: number | undefined) =>
  price === undefined ? 'Price on request' : euros.format(price);
