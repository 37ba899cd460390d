import { LEATHERS, sun } from './materials.ts';
import { promenade, reserve } from './objects/bags.ts';
import { flacon, SCENTS } from './objects/flacons.ts';
import { blossom, blown, PROFILES, TINTS } from './objects/glass.ts';
import { DYES } from './objects/patterns.ts';
import { brush, card, drape, fruit, niche, plinth, pot, type Tones } from './objects/props.ts';
import { carre } from './objects/silk.ts';
import { type Ground, type Placed, plate } from './scene.ts';
import { chance, ellipse, group, path, r, rect, stroke, tag } from './svg.ts';

const STONE: Tones = { light: '#f3e9da', base: '#dccbb3', dark: '#a88f70' };
const NICHE: Tones = { light: '#e3c6a6', base: '#cda985', dark: '#a07a57' };
const ORANGE: Tones = { light: '#f4b96a', base: '#d98430', dark: '#8f4716' };

const MORNING: Ground = { pale: '#f5e9d7', mid: '#e6d0b3', deep: '#b8946c', table: ['#efdfc6', '#bb9a73'] };

const amber = blown({
  profile: PROFILES.vase,
  tint: TINTS.amber,
  ribs: 14,
  sway: 9,
  filled: { to: 300, colour: '#f5d9a0' },
  inside: blossom(92, '#5c6b47', '#f8efe8', '#b9473f'),
});

const stillLife = (x: number, y: number, scale: number): Placed[] => {
  const at = (dx: number, dy: number) => ({ x: x + dx * scale, y: y + dy * scale });
  return [
    { thing: niche(520, 760, NICHE), ...at(90, -150), scale },
    { thing: plinth(560, 190, STONE), ...at(60, 0), scale },
    { thing: amber, ...at(330, 40), scale: 0.74 * scale },
    { thing: drape('winterGarden', DYES.ink), ...at(0, -186), scale: 0.92 * scale },
    { thing: reserve(LEATHERS.cognac), ...at(10, -196), scale: 0.98 * scale },
    { thing: flacon(SCENTS.fig), ...at(-330, 70), scale: 0.56 * scale },
    { thing: fruit(ORANGE, '#56704f'), ...at(-190, 92), scale: 0.82 * scale },
    { thing: fruit(ORANGE, '#56704f'), ...at(-86, 116), scale: 0.74 * scale },
  ];
};

const heroWide = () =>
  plate(
    { width: 1600, height: 900, light: { x: 640, y: 30, size: 330 }, tooth: 0.22 },
    { ...MORNING, horizon: 640 },
    stillLife(1150, 770, 0.9),
  );

const heroTall = () =>
  plate(
    { width: 880, height: 1100, light: { x: 160, y: 20, size: 300 }, tooth: 0.22 },
    { ...MORNING, horizon: 790 },
    stillLife(420, 940, 0.98),
  );

const shade = (d: string, opacity: number) => path(d, '#2b1a12', { opacity, filter: 'url(#soft)' });

/** A shop window: what stands in it, in the glow of its lamps. */
function vitrine(x: number, things: string): string {
  const arch = `M${x - 130},690 V330 A130,130 0 0 1 ${x + 130},330 V690 Z`;
  return (
    path(`M${x - 150},706 V330 A150,150 0 0 1 ${x + 150},330 V706 Z`, '#2f3d33') +
    path(arch, '#e9c98f') +
    tag('clipPath', { id: `pane-${x}` }, tag('path', { d: arch })) +
    group(
      ellipse(x, 420, 150, 210, '#fff0c8', { opacity: 0.8, filter: 'url(#haze)' }) +
        rect(x - 140, 610, 280, 90, '#b88a54') +
        rect(x - 140, 604, 280, 10, '#e9cf9d') +
        things +
        path(`M${x - 130},230 L${x - 20},200 L${x - 120},700 L${x - 200},700 Z`, '#fff', { opacity: 0.16 }) +
        path(`M${x + 20},200 L${x + 60},200 L${x - 40},700 L${x - 84},700 Z`, '#fff', { opacity: 0.12 }),
      { 'clip-path': `url(#pane-${x})` },
    ) +
    stroke(`M${x},204 V330 M${x - 130},330 H${x + 130}`, '#2f3d33', 9) +
    stroke(arch, '#c9a45c', 3) +
    shade(`M${x - 130},330 A130,130 0 0 1 ${x + 130},330 L${x + 130},352 A130,120 0 0 0 ${x - 130},352 Z`, 0.35)
  );
}

function topiary(x: number, seed: number): string {
  const next = chance(seed);
  const leaves = (cy: number, size: number) =>
    Array.from({ length: 150 }, () => {
      const a = next() * 6.283;
      const far = Math.sqrt(next()) * size;
      const lit = Math.cos(a + 2.4) * (far / size);
      return ellipse(
        r(x + Math.cos(a) * far),
        r(cy + Math.sin(a) * far),
        9,
        7,
        lit > 0.3 ? '#7d9568' : lit > -0.3 ? '#566e4a' : '#34482f',
        { opacity: 0.9 },
      );
    }).join('');
  return (
    ellipse(x + 30, 812, 80, 12, '#2b1a12', { opacity: 0.4, filter: 'url(#soft)' }) +
    stroke(`M${x},730 V560`, '#5d4530', 12) +
    ellipse(x, 520, 70, 70, '#46603d') +
    leaves(520, 70) +
    ellipse(x, 640, 42, 38, '#46603d') +
    leaves(640, 42) +
    path(`M${x - 52},716 H${x + 52} L${x + 40},812 H${x - 40} Z`, '#b5664a') +
    path(`M${x + 6},716 H${x + 52} L${x + 40},812 H${x + 12} Z`, '#7a3c2a', { opacity: 0.6 }) +
    rect(x - 58, 704, 116, 20, '#c77c5e', { rx: 4 })
  );
}

const small = (thing: { paint: string }, x: number, y: number, scale: number) =>
  group(thing.paint, { transform: `translate(${x} ${y}) scale(${scale})` });

function facade(): string {
  const ground: Ground = {
    pale: '#f3e8d6',
    mid: '#e3d2b8',
    deep: '#b59b79',
    table: ['#cfc4b4', '#9d917f'],
    horizon: 800,
  };
  const tote = promenade(LEATHERS.chalk, LEATHERS.cognac, ['#b8552f', '#f3dfb4', '#25344a']);
  const bag = reserve(LEATHERS.aubergine);
  const silk = carre('tides', DYES.indigo);
  const courses = Array.from({ length: 9 }, (_, i) => `M0,${90 + i * 88} H1200`).join(' ');
  const joints = Array.from(
    { length: 60 },
    (_, i) => `M${(i % 12) * 110 + (Math.floor(i / 12) % 2 ? 55 : 0)},${90 + Math.floor(i / 12) * 176} v88`,
  ).join(' ');
  const door =
    path('M480,806 V310 A120,120 0 0 1 720,310 V806 Z', '#2f3d33') +
    path('M498,806 V312 A102,102 0 0 1 702,312 V806 Z', '#3d5042') +
    path('M516,330 A84,84 0 0 1 684,330 V350 H516 Z', '#f3d9a0') +
    stroke('M600,246 V350 M540,272 L600,340 L660,272', '#2f3d33', 6) +
    rect(516, 372, 76, 300, '#f0d39a') +
    rect(608, 372, 76, 300, '#e7c483') +
    path('M516,372 L570,372 L530,672 H516 Z M608,372 L660,372 L624,672 H608 Z', '#fff', { opacity: 0.25 }) +
    rect(516, 694, 76, 90, '#2f3d33') +
    rect(608, 694, 76, 90, '#2f3d33') +
    ellipse(590, 560, 6, 26, '#e3bd6b') +
    ellipse(611, 560, 6, 26, '#b07f35') +
    rect(470, 800, 260, 18, '#e9dfcd');
  const sign =
    rect(120, 92, 960, 74, '#2f3d33') +
    rect(128, 100, 944, 58, 'none', { stroke: '#c9a45c', 'stroke-width': 2 }) +
    tag(
      'text',
      {
        x: 604,
        y: 147,
        'text-anchor': 'middle',
        'font-family': 'Cormorant',
        'font-size': 46,
        'font-weight': 500,
        'letter-spacing': 17,
        fill: '#1a120c',
        opacity: 0.6,
      },
      'MAISON AURÈLE',
    ) +
    tag(
      'text',
      {
        x: 602,
        y: 144,
        'text-anchor': 'middle',
        'font-family': 'Cormorant',
        'font-size': 46,
        'font-weight': 500,
        'letter-spacing': 17,
        fill: '#e9c77e',
      },
      'MAISON AURÈLE',
    ) +
    sun(182, 140, 24, '#e9c77e') +
    sun(1018, 140, 24, '#e9c77e') +
    shade('M120,166 H1080 V186 H120 Z', 0.4) +
    rect(104, 80, 992, 14, '#efe4d0') +
    shade('M104,94 H1096 V102 H104 Z', 0.3);
  const front =
    tag('defs', {}, tote.defs + bag.defs + silk.defs + amber.defs) +
    stroke(courses, '#a88f70', 2, { opacity: 0.5 }) +
    stroke(joints, '#a88f70', 2, { opacity: 0.35 }) +
    path('M0,0 H1200 L900,260 L700,80 L420,420 L0,140 Z', '#fff4dc', { opacity: 0.28, filter: 'url(#haze)' }) +
    vitrine(285, small(silk, 300, 430, 0.19) + small(tote, 262, 612, 0.36)) +
    vitrine(915, small(amber, 968, 612, 0.32) + small(bag, 880, 612, 0.36)) +
    door +
    sign +
    rect(0, 706, 470, 94, '#d8c7ac') +
    rect(730, 706, 470, 94, '#d8c7ac') +
    stroke('M0,708 H470 M730,708 H1200', '#fff6e4', 4) +
    shade('M0,790 H470 V806 H0 Z M730,790 H1200 V806 H730 Z', 0.4) +
    topiary(440, 3) +
    topiary(770, 9) +
    stroke('M0,862 H1200', '#857a69', 5, { opacity: 0.6 }) +
    path('M0,868 H1200 V900 H0 Z', '#8c8273', { opacity: 0.6 });
  return plate({ width: 1200, height: 900, tooth: 0.22 }, ground, [], front);
}

const POTS: Tones[] = [
  { light: '#f0b25d', base: '#d18a2c', dark: '#8b5414' },
  { light: '#5b79a8', base: '#2b4674', dark: '#142443' },
  { light: '#d97f6a', base: '#b04a35', dark: '#6d2417' },
  { light: '#a3c2b0', base: '#6d9a86', dark: '#3b5f50' },
  { light: '#fbf4e6', base: '#eee2cb', dark: '#b9a888' },
];
const WOOD: Tones = { light: '#d7a878', base: '#8f5a36', dark: '#4e2c17' };
const LACQUER: Tones = { light: '#6f87a4', base: '#25344a', dark: '#0e1622' };

function atelier(): string {
  const ground: Ground = { pale: '#e8d3b6', mid: '#c9a67c', deep: '#80592f' };
  const pots = POTS.map(
    (colour, i): Placed => ({
      thing: pot(colour, [66, 58, 62, 54, 50][i] ?? 56),
      x: 170 + (i % 2) * 150,
      y: 150 + i * 138,
      lies: true,
    }),
  );
  const things: Placed[] = [
    { thing: card(700, 700, []), x: 750, y: 470, turn: -6, lies: true },
    { thing: { ...carre('tides', DYES.indigo, { sheet: true }), outline: '' }, x: 750, y: 470, scale: 0.74, turn: -6 },
    ...pots,
    {
      thing: card(170, 300, ['#d18a2c', '#2b4674', '#b04a35', '#6d9a86', '#652633']),
      x: 1085,
      y: 190,
      turn: 9,
      lies: true,
    },
    { thing: brush('#2b4674', WOOD), x: 960, y: 780, turn: -158, lies: true },
    { thing: brush('#b04a35', LACQUER, 460), x: 1010, y: 836, turn: -166, lies: true },
  ];
  const unpainted = group(
    path('M-40,-226 L226,-226 L226,226 L60,226 C10,130 70,60 0,-40 C-30,-100 -10,-160 -40,-226 Z', '#fbf6ea', {
      opacity: 0.9,
      filter: 'url(#edge)',
    }) +
      stroke(
        Array.from({ length: 9 }, (_, i) =>
          Array.from(
            { length: 6 },
            (__, j) => `M${20 + j * 40 + (i % 2) * 20 - 20},${-190 + i * 48} a20,20 0 0 1 40,0`,
          ).join(' '),
        ).join(' '),
        '#7d6a55',
        1.4,
        { opacity: 0.6 },
      ),
    { transform: 'translate(750 470) rotate(-6)' },
  );
  // The unfinished part lies over the silk but under the brushes.
  const veil: Placed = { thing: { defs: '', outline: '', paint: unpainted }, x: 0, y: 0 };
  const layers = [...things.slice(0, 2), veil, ...things.slice(2)];
  return plate({ width: 1200, height: 900, light: { x: 300, y: -60, size: 380 }, tooth: 0.22 }, ground, layers);
}

export interface Scene {
  name: string;
  ratio: number;
  widths: number[];
  svg: string;
}

export const scenes = (): Scene[] => [
  { name: 'morning-wide', ratio: 900 / 1600, widths: [1200, 1920], svg: heroWide() },
  { name: 'morning', ratio: 1.25, widths: [480, 800], svg: heroTall() },
  { name: 'rue-saint-honore', ratio: 0.75, widths: [640, 1200], svg: facade() },
  { name: 'atelier', ratio: 0.75, widths: [640, 1200], svg: atelier() },
];
