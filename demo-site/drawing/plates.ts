import { LEATHERS } from './materials.ts';
import { promenade, reserve } from './objects/bags.ts';
import { fig, flacon, SCENTS } from './objects/flacons.ts';
import { blossom, blown, PROFILES, TINTS } from './objects/glass.ts';
import { goutte, STONES, solstice } from './objects/jewels.ts';
import { DYES } from './objects/patterns.ts';
import { carre } from './objects/silk.ts';
import { type DIALS, heureBleue, meridienne } from './objects/watches.ts';
import { type Ground, HEIGHT, type Placed, plate, WIDTH } from './scene.ts';

/** A product's plate and what a closer look shows: left, top, width, height. */
export interface Subject {
  name: string;
  ground: Ground;
  things: Placed[];
  closer: [number, number, number, number];
  /** How faithfully its files are kept, where the pattern is too fine to be kept as well as the rest. */
  quality?: number;
}

const room = (pale: string, mid: string, deep: string, top: string, shade: string): Ground => ({
  pale,
  mid,
  deep,
  table: [top, shade],
  horizon: 800,
});
const SAND = room('#f1e3ce', '#dcc4a4', '#a98763', '#ecdabf', '#b3926d');
const SAGE = room('#e2e4d8', '#bec5b4', '#828c77', '#dad8c6', '#949479');
const ROSE = room('#f0dcd2', '#dbb8aa', '#a67c6e', '#ead0c3', '#b08877');
const MIST = room('#dfe4e6', '#b9c3c9', '#7c8993', '#d5d8d8', '#8f979b');
const HONEY = room('#f4e2bf', '#e0bf86', '#a97c44', '#efd9ae', '#b48a53');
const LINEN: Ground = { pale: '#efe6d8', mid: '#dccdb7', deep: '#a9957c' };
const STONE: Ground = { pale: '#e2e3df', mid: '#c4c6c1', deep: '#878c8a' };
const BLUSH: Ground = { pale: '#efdcd2', mid: '#dcbcae', deep: '#a88273' };
const FOREST: Ground = { pale: '#8b9a88', mid: '#64745f', deep: '#36432f' };

const square = (pattern: 'winterGarden' | 'tides', dyes: keyof typeof DYES): Placed[] => [
  { thing: carre(pattern, DYES[dyes]), x: 440, y: 555, scale: 0.95, turn: -4, lies: true },
];
const bag = (leather: keyof typeof LEATHERS): Placed[] => [
  { thing: reserve(LEATHERS[leather]), x: 425, y: 915, scale: 1.32 },
];
const tote = (
  leather: keyof typeof LEATHERS,
  foot: keyof typeof LEATHERS,
  silk: [string, string, string],
): Placed[] => [{ thing: promenade(LEATHERS[leather], LEATHERS[foot], silk), x: 435, y: 950, scale: 1.22 }];
const round = (dial: keyof typeof DIALS, leather: keyof typeof LEATHERS, metal: 'gold' | 'steel'): Placed[] => [
  { thing: meridienne(dial, LEATHERS[leather], metal), x: 440, y: 550, scale: 1.34, turn: 7, lies: true },
];
const tall = (dial: keyof typeof DIALS, leather: keyof typeof LEATHERS, metal: 'gold' | 'steel'): Placed[] => [
  { thing: heureBleue(dial, LEATHERS[leather], metal), x: 440, y: 550, scale: 1.34, turn: -7, lies: true },
];
const vase = (tint: keyof typeof TINTS, petal: string, heart: string): Placed[] => [
  {
    thing: blown({
      profile: PROFILES.vase,
      tint: TINTS[tint],
      ribs: 14,
      sway: 9,
      filled: { to: 300, colour: TINTS[tint].pale },
      inside: blossom(92, '#5c6b47', petal, heart),
    }),
    x: 430,
    y: 1000,
    scale: 1.04,
  },
];
const service = (tint: keyof typeof TINTS, water: string): Placed[] => [
  {
    thing: blown({
      profile: PROFILES.carafe,
      tint: TINTS[tint],
      ribs: 10,
      sway: 0,
      filled: { to: 230, colour: water },
    }),
    x: 330,
    y: 920,
    scale: 1.26,
  },
  {
    thing: blown({
      profile: PROFILES.tumbler,
      tint: TINTS[tint],
      ribs: 10,
      sway: 0,
      filled: { to: 110, colour: water },
    }),
    x: 660,
    y: 1000,
    scale: 1.2,
  },
];
const ring = (stone: keyof typeof STONES): Placed[] => [
  { thing: solstice(STONES[stone]), x: 425, y: 965, scale: 1.42 },
];
const drops = (stone: keyof typeof STONES): Placed[] => [
  { thing: goutte(STONES[stone]), x: 440, y: 510, scale: 1.4, lies: true },
];

const SILK = { closer: [60, 130, 400, 500] as Subject['closer'], quality: 0.28 };
const WAVES = { ...SILK, quality: 0.27 };
const BAG = { closer: [213, 510, 424, 530] as Subject['closer'] };
const TOTE = { closer: [200, 250, 416, 520] as Subject['closer'] };
const WATCH = { closer: [270, 330, 368, 460] as Subject['closer'], quality: 0.62 };

export const SUBJECTS: Subject[] = [
  { name: 'jardin-d-hiver-saffron', ground: LINEN, things: square('winterGarden', 'saffron'), ...SILK },
  { name: 'jardin-d-hiver-ink', ground: STONE, things: square('winterGarden', 'ink'), ...SILK },
  { name: 'jardin-d-hiver-celadon', ground: BLUSH, things: square('winterGarden', 'celadon'), ...SILK },
  { name: 'les-marees-indigo', ground: LINEN, things: square('tides', 'indigo'), ...WAVES },
  { name: 'les-marees-terracotta', ground: STONE, things: square('tides', 'terracotta'), ...WAVES },
  { name: 'la-reserve-24-cognac', ground: SAND, things: bag('cognac'), ...BAG },
  { name: 'la-reserve-24-aubergine', ground: SAGE, things: bag('aubergine'), ...BAG },
  { name: 'la-reserve-24-moss', ground: ROSE, things: bag('moss'), ...BAG },
  {
    name: 'promenade-chalk',
    ground: HONEY,
    things: tote('chalk', 'cognac', ['#b8552f', '#f3dfb4', '#25344a']),
    ...TOTE,
  },
  { name: 'promenade-ink', ground: MIST, things: tote('ink', 'noir', ['#d9a441', '#652633', '#f3dfb4']), ...TOTE },
  { name: 'meridienne-36-cream', ground: LINEN, things: round('cream', 'cognac', 'gold'), ...WATCH },
  { name: 'meridienne-36-verdigris', ground: BLUSH, things: round('verdigris', 'noir', 'steel'), ...WATCH },
  { name: 'heure-bleue-night', ground: STONE, things: tall('night', 'ink', 'steel'), ...WATCH },
  { name: 'heure-bleue-cream', ground: FOREST, things: tall('cream', 'aubergine', 'gold'), ...WATCH },
  { name: 'ondee-amber', ground: SAND, things: vase('amber', '#f8efe8', '#b9473f'), closer: [250, 500, 384, 480] },
  { name: 'ondee-sea', ground: ROSE, things: vase('sea', '#f5d7cf', '#8e3440'), closer: [250, 500, 384, 480] },
  { name: 'brume-rose', ground: SAGE, things: service('rose', '#ffe9df'), closer: [420, 640, 360, 450] },
  { name: 'brume-smoke', ground: HONEY, things: service('smoke', '#fff6e6'), closer: [420, 640, 360, 450] },
  { name: 'solstice-garnet', ground: SAND, things: ring('garnet'), closer: [225, 190, 400, 500] },
  { name: 'solstice-peridot', ground: MIST, things: ring('peridot'), closer: [225, 190, 400, 500] },
  { name: 'goutte-aquamarine', ground: BLUSH, things: drops('aquamarine'), closer: [80, 240, 400, 500] },
  { name: 'goutte-garnet', ground: STONE, things: drops('garnet'), closer: [80, 240, 400, 500] },
  {
    name: 'figue-de-nuit',
    ground: SAGE,
    things: [
      { thing: flacon(SCENTS.fig), x: 425, y: 940, scale: 1.4 },
      { thing: fig(false), x: 140, y: 985, scale: 1.05 },
      { thing: fig(true), x: 735, y: 1010, scale: 1 },
    ],
    closer: [230, 560, 384, 480],
  },
  {
    name: 'encre-et-cedre',
    ground: MIST,
    things: [{ thing: flacon(SCENTS.cedar), x: 430, y: 950, scale: 1.45 }],
    closer: [230, 560, 384, 480],
  },
];

const LIGHT = { x: 150, y: 60, size: 330 };

/** The whole plate, or the closer look at it. */
export const subjectPlate = ({ ground, things, closer, quality }: Subject, close: boolean) =>
  plate(
    {
      width: WIDTH,
      height: HEIGHT,
      light: LIGHT,
      tooth: (quality ?? 1) < 0.5 ? 0 : 0.26,
      ...(close ? { crop: closer } : {}),
    },
    ground,
    things,
  );
