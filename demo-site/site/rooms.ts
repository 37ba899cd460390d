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

export const roomOf = (id: RoomId): Room => {
  const room = ROOMS.find((one) => one.id === id);
  if (!room) throw new Error(`no room "${id}"`);
  return room;
};
