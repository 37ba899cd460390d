import type { Cloth, Dress } from './clothes.ts';
import type { Face, Skin } from './face.ts';
import type { CutName, Hair } from './hair.ts';

export interface Sitter {
  name: string;
  ground: [string, string];
  face: Face;
  hair: Hair;
  cut: CutName;
  dress: Dress;
  beard?: 'stubble' | 'short';
  glasses?: string;
  earrings?: string;
  /** How near the sitter is; 1.19 unless the hair needs the room. */
  near?: number;
}

const skin = (
  light: string,
  base: string,
  shade: string,
  deep: string,
  blush: string,
  lip: string,
  white = '#f1e8dc',
): Skin => ({ light, base, shade, deep, blush, lip, white });
const PORCELAIN = skin('#f8e3d1', '#efcfb6', '#d3a182', '#8a4f3b', '#dd8f79', '#b9584f');
const ROSE = skin('#f5d9c4', '#e8c0a2', '#c58f6f', '#7d4632', '#d3806a', '#a94c45');
const IVORY = skin('#f7e0c4', '#ecc9a3', '#cd9a70', '#83503a', '#d98b6c', '#b0554c');
const OLIVE = skin('#ecc9a0', '#d9ab7f', '#b27f56', '#6b3e28', '#c4785a', '#9c463e');
const BRONZE = skin('#c98f63', '#ad7349', '#82502f', '#46271a', '#a3543b', '#8c3f3a', '#e9dccd');
const EBONY = skin('#9a6444', '#7c4b31', '#55301f', '#2a150f', '#8a3f2e', '#7a3534', '#e4d6c8');

const cloth = (base: string, light: string, dark: string): Cloth => ({ base, light, dark });
const INK = cloth('#25344a', '#4a6180', '#131c2a');
const AUBERGINE = cloth('#432c3f', '#715068', '#251622');
const BLACK = cloth('#2a2526', '#544b4a', '#121011');
const CAMEL = cloth('#b48a5c', '#d9b98e', '#7f5c38');
const MOSS = cloth('#505a44', '#7d876b', '#2e3527');
const BURGUNDY = cloth('#652633', '#95505a', '#3a121c');
const IVORY_WOOL = cloth('#e9dfcd', '#fbf5e9', '#b9a78c');
const SLATE = cloth('#4b5560', '#78838e', '#2b333b');
const TERRACOTTA = cloth('#a4573f', '#cd8a6e', '#6e3324');

const woman = (look: Skin, iris: string, brow: string, more: Partial<Face> = {}): Face => ({
  skin: look,
  iris,
  brow,
  cheek: 78,
  jaw: 60,
  chin: 342,
  turn: 8,
  browWeight: 1.4,
  open: 1,
  fold: 1,
  lashes: 1,
  neck: 33,
  lipFullness: 1,
  nose: 0.95,
  smile: 0.9,
  ears: false,
  years: 0,
  ...more,
});
const man = (look: Skin, iris: string, brow: string, more: Partial<Face> = {}): Face => ({
  ...woman({ ...look, lip: look.deep === '#2a150f' ? '#6d3a34' : '#b1705f' }, iris, brow),
  cheek: 80,
  jaw: 70,
  chin: 348,
  browWeight: 3.4,
  open: 0.9,
  lashes: 0.1,
  neck: 44,
  lipFullness: 0.85,
  nose: 1.08,
  smile: 0.6,
  ears: true,
  ...more,
});

const CHESTNUT: Hair = { base: '#5a3524', light: '#9a6844', dark: '#33190f' };
const RAVEN: Hair = { base: '#241c1f', light: '#5a4e55', dark: '#120d10' };
const ESPRESSO: Hair = { base: '#3a251d', light: '#75503c', dark: '#1e110c' };
const SILVER: Hair = { base: '#b9b2aa', light: '#ece7df', dark: '#7f7770' };
const AUBURN: Hair = { base: '#70341f', light: '#b66c42', dark: '#421a0f' };
const FLAX: Hair = { base: '#b08a55', light: '#e2c690', dark: '#745530' };
const SOOT: Hair = { base: '#2a1f1b', light: '#3b2c26', dark: '#19120f' };

export const SITTERS: Sitter[] = [
  {
    name: 'camille-laurent',
    ground: ['#e4d3c0', '#b99a80'],
    face: woman(PORCELAIN, '#5b6b52', '#4a2c1e', { turn: 9 }),
    hair: CHESTNUT,
    cut: 'bob',
    dress: { kind: 'scarf', cloth: INK, silk: ['#c2702f', '#f1e0c0', '#25344a'] },
  },
  {
    name: 'helene-vasseur',
    ground: ['#cfd3cd', '#8f9a95'],
    face: woman(ROSE, '#6d7f8c', '#7d736b', { turn: -8, years: 1, jaw: 61, lipFullness: 0.9 }),
    hair: SILVER,
    cut: 'chignon',
    dress: { kind: 'blazer', cloth: BLACK, under: '#ece1d0', open: 'shirt' },
    earrings: '#f0e6d8',
  },
  {
    name: 'ines-benali',
    ground: ['#dcc7b4', '#a8836c'],
    face: woman(OLIVE, '#3b2417', '#1f1513', { turn: 7, browWeight: 2.4, lipFullness: 1.12, lashes: 1.3 }),
    hair: RAVEN,
    cut: 'long',
    dress: { kind: 'crew', cloth: BURGUNDY, jewel: '#d9b468' },
  },
  {
    name: 'julien-moreau',
    ground: ['#c9cfd2', '#8793a0'],
    face: man(ROSE, '#4f6472', '#4b3122', { turn: -9 }),
    hair: CHESTNUT,
    cut: 'sidePart',
    dress: { kind: 'suit', cloth: INK, shirt: '#f1ece4', tie: '#6a2835' },
    beard: 'stubble',
  },
  {
    name: 'beatrice-colonna',
    ground: ['#d9cbb6', '#a48d6c'],
    face: woman(IVORY, '#5d4326', '#52301e', { turn: -9, years: 0.7, lipFullness: 1.05 }),
    hair: AUBURN,
    cut: 'waves',
    dress: { kind: 'blazer', cloth: CAMEL, under: '#3a2522', open: 'deep' },
    earrings: '#d9b468',
  },
  {
    name: 'giulia-ferrante',
    ground: ['#c8cdb9', '#8b9476'],
    face: woman(OLIVE, '#5a3a1f', '#2a1b15', { turn: 8, cheek: 76, jaw: 57, browWeight: 2 }),
    hair: ESPRESSO,
    cut: 'lowTail',
    dress: { kind: 'roll', cloth: IVORY_WOOL },
    earrings: '#d9b468',
  },
  {
    name: 'matteo-rinaldi',
    ground: ['#d5c4b0', '#9c7f62'],
    face: man(OLIVE, '#4a2f1a', '#21160f', { turn: 9, browWeight: 3.8 }),
    hair: SOOT,
    cut: 'curls',
    dress: { kind: 'roll', cloth: MOSS },
    beard: 'short',
  },
  {
    name: 'aiko-tanabe',
    ground: ['#dccac6', '#b0918d'],
    face: woman(IVORY, '#2c1d17', '#231a18', {
      turn: -7,
      open: 0.82,
      fold: 0.45,
      cheek: 77,
      jaw: 58,
      chin: 338,
      nose: 0.88,
    }),
    hair: RAVEN,
    cut: 'fringe',
    dress: { kind: 'stand', cloth: AUBERGINE, jewel: '#d9b468' },
  },
  {
    name: 'haruto-mizuno',
    ground: ['#c6ccc8', '#84918c'],
    face: man(IVORY, '#2a1c16', '#1d1615', { turn: 8, open: 0.78, fold: 0.4, jaw: 66, nose: 0.98 }),
    hair: RAVEN,
    cut: 'crop',
    dress: { kind: 'suit', cloth: SLATE, shirt: '#f3efe8', tie: '#25344a' },
    glasses: '#3a2a20',
  },
  {
    name: 'naomi-carter',
    near: 1.06,
    ground: ['#dfc39b', '#b1875a'],
    face: woman(EBONY, '#24140e', '#1a1110', { turn: 8, lipFullness: 1.3, nose: 1.12, cheek: 79, lashes: 1.3 }),
    hair: SOOT,
    cut: 'afro',
    dress: { kind: 'crew', cloth: IVORY_WOOL, jewel: '#c99b45' },
    earrings: '#d9b468',
  },
  {
    name: 'daniel-okafor',
    ground: ['#c4c8cf', '#7f8795'],
    face: man(EBONY, '#22130d', '#140d0b', { turn: -8, lipFullness: 1.15, nose: 1.22, jaw: 71 }),
    hair: SOOT,
    cut: 'fade',
    dress: { kind: 'blazer', cloth: AUBERGINE, under: '#efe7da', open: 'shirt' },
    beard: 'short',
  },
  {
    name: 'wei-lin',
    ground: ['#c9d2cb', '#88998f'],
    face: woman(PORCELAIN, '#2c1d17', '#2a1f1c', {
      turn: -8,
      open: 0.84,
      fold: 0.5,
      jaw: 56,
      chin: 338,
      nose: 0.88,
      ears: true,
    }),
    hair: RAVEN,
    cut: 'pixie',
    dress: { kind: 'blazer', cloth: MOSS, under: '#e9dfcd', open: 'deep' },
    earrings: '#e9e2d6',
  },
  {
    name: 'sofia-alvarez',
    near: 1.08,
    ground: ['#dcc0ae', '#ad7f69'],
    face: woman(BRONZE, '#3a2114', '#2a1812', { turn: 8, years: 0.6, lipFullness: 1.1 }),
    hair: ESPRESSO,
    cut: 'pinned',
    dress: { kind: 'scarf', cloth: TERRACOTTA, silk: ['#e8dcc6', '#652633', '#b48a5c'] },
    glasses: '#4a2a1c',
  },
  {
    name: 'lukas-brandt',
    ground: ['#cbd0d0', '#8c9798'],
    face: man(PORCELAIN, '#5f7d92', '#8a6a3f', { turn: 8, browWeight: 2.6 }),
    hair: FLAX,
    cut: 'swept',
    dress: { kind: 'roll', cloth: BLACK },
    beard: 'stubble',
  },
];
