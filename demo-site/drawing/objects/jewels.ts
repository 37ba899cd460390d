import { metalDefs, sun } from '../materials.ts';
import type { Thing } from '../scene.ts';
import { clip, ellipse, group, linear, path, r, radial, stroke, tag } from '../svg.ts';

export interface Stone {
  id: string;
  light: string;
  base: string;
  deep: string;
  glow: string;
}

export const STONES = {
  garnet: { id: 'garnet', light: '#f0848a', base: '#a01f36', deep: '#3f0814', glow: '#ff6f5e' },
  peridot: { id: 'peridot', light: '#e5f2a0', base: '#8aa83c', deep: '#38501a', glow: '#f4ff9d' },
  aquamarine: { id: 'aquamarine', light: '#effbfb', base: '#8cc4cf', deep: '#2f6d82', glow: '#ffffff' },
} satisfies Record<string, Stone>;

const stoneDefs = ({ id, light, base, deep, glow }: Stone) =>
  radial(
    `${id}-dome`,
    [
      [0, light],
      [0.3, base],
      [0.8, deep],
      [1, deep],
    ],
    { cx: 0.36, cy: 0.3, r: 0.8 },
  ) +
  radial(
    `${id}-fire`,
    [
      [0, glow, 0.9],
      [0.5, glow, 0.35],
      [1, glow, 0],
    ],
    {},
  );

const beads = (rx: number, ry: number, size: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const a = (i * 2 * Math.PI) / count;
    return ellipse(r(Math.cos(a) * rx), r(Math.sin(a) * ry), size, size, 'url(#gold-ball)');
  }).join('');

/** A cabochon in its beaded bezel, about its own middle. */
function cabochon({ id }: Stone, rx: number, ry: number): string {
  return (
    ellipse(0, 0, rx + 20, ry + 20, 'url(#gold)') +
    ellipse(0, 0, rx + 9, ry + 9, 'url(#gold-back)') +
    beads(rx + 14, ry + 14, 7.5, Math.round((rx + ry) / 4.6)) +
    ellipse(0, 0, rx, ry, `url(#${id}-dome)`) +
    ellipse(rx * 0.26, ry * 0.42, rx * 0.6, ry * 0.36, `url(#${id}-fire)`) +
    path(
      `M${-rx * 0.66},${-ry * 0.2} C${-rx * 0.6},${-ry * 0.6} ${-rx * 0.2},${-ry * 0.8} ${rx * 0.14},${-ry * 0.76} C${-rx * 0.14},${-ry * 0.56} ${-rx * 0.4},${-ry * 0.34} ${-rx * 0.66},${-ry * 0.2} Z`,
      '#fff',
      { opacity: 0.82, filter: 'url(#fine)' },
    ) +
    ellipse(-rx * 0.5, ry * 0.1, rx * 0.06, ry * 0.09, '#fff', { opacity: 0.8 }) +
    stroke(`M${-rx * 0.5},${ry * 0.74} A${rx * 0.9},${ry * 0.9} 0 0 0 ${rx * 0.86},${ry * 0.2}`, '#fff', 3, {
      opacity: 0.4,
      filter: 'url(#fine)',
    })
  );
}

/** Solstice: a wide ring, chased with rays, and one stone. Stands on its foot. */
export function solstice(stone: Stone): Thing {
  const cy = -206;
  const ring = `M-192,${cy} A192,206 0 1 0 192,${cy} A192,206 0 1 0 -192,${cy} Z M-146,${cy - 14} A146,160 0 1 1 146,${cy - 14} A146,160 0 1 1 -146,${cy - 14} Z`;
  const rays = Array.from({ length: 34 }, (_, i) => {
    const a = -0.32 + (i * (Math.PI + 0.64)) / 33;
    const [c, s] = [Math.cos(a), Math.sin(a)];
    return `M${r(c * 152)},${r(cy - 10 + s * 166)} L${r(c * 186)},${r(cy + s * 200)}`;
  }).join(' ');
  const bars = linear(
    'band',
    [
      [0, '#8b5c22'],
      [0.1, '#fff3c9'],
      [0.24, '#d8ac57'],
      [0.42, '#7a4f1b'],
      [0.58, '#f3d586'],
      [0.74, '#b07f35'],
      [0.9, '#6d4618'],
      [1, '#d8ac57'],
    ],
    { x1: 0, y1: 0, x2: 1, y2: 0.25 },
  );
  const defs = metalDefs('gold') + stoneDefs(stone) + bars;
  const paint =
    path(
      `M-150,${cy + 10} A150,164 0 1 1 150,${cy + 10} A150,164 0 1 1 -150,${cy + 10} Z M-138,${cy - 16} A138,152 0 1 0 138,${cy - 16} A138,152 0 1 0 -138,${cy - 16} Z`,
      'url(#gold-back)',
      { 'fill-rule': 'evenodd' },
    ) +
    path(ring, 'url(#band)', { 'fill-rule': 'evenodd' }) +
    stroke(rays, '#5d3a10', 2.4, { opacity: 0.55 }) +
    stroke(rays, '#fff6d2', 1.2, { opacity: 0.75, transform: 'translate(-2,-1)' }) +
    ellipse(0, cy, 190, 204, 'none', { stroke: '#fff3c9', 'stroke-width': 2.5, opacity: 0.75 }) +
    ellipse(0, cy - 13, 147, 161, 'none', { stroke: '#5d3a10', 'stroke-width': 2.5, opacity: 0.6 }) +
    stroke(`M-176,${cy - 40} A186,200 0 0 0 -120,${cy + 150}`, '#fff', 8, { opacity: 0.6, filter: 'url(#fine)' }) +
    path(
      `M-96,${cy - 168} C-60,${cy - 220} 60,${cy - 220} 96,${cy - 168} C60,${cy - 150} -60,${cy - 150} -96,${cy - 168} Z`,
      'url(#gold-back)',
    ) +
    group(cabochon(stone, 112, 88), { transform: `translate(0 ${cy - 214})` });
  return { defs, outline: `${ring} M-132,${cy - 214} a132,108 0 1 1 264,0 a132,108 0 1 1 -264,0 Z`, paint };
}

const DROP = 'M0,0 C40,60 86,118 86,180 A86,86 0 0 1 -86,180 C-86,118 -40,60 0,0 Z';

function facets({ light, base, deep, glow }: Stone): string {
  const table = 'M0,96 L44,140 L44,204 L0,240 L-44,204 L-44,140 Z';
  const sides: [string, string, number][] = [
    ['M0,0 L-44,140 L0,96 Z', light, 0.9],
    ['M0,0 L44,140 L0,96 Z', base, 0.7],
    ['M0,0 L-90,170 L-44,140 Z', base, 0.8],
    ['M0,0 L90,170 L44,140 Z', deep, 0.6],
    ['M-90,170 L-44,140 L-44,204 L-70,240 Z', light, 0.55],
    ['M90,170 L44,140 L44,204 L70,240 Z', deep, 0.75],
    ['M-70,240 L-44,204 L0,240 L0,272 Z', deep, 0.55],
    ['M70,240 L44,204 L0,240 L0,272 Z', base, 0.8],
    ['M0,240 L44,204 L0,272 Z', glow, 0.35],
  ];
  return (
    sides.map(([d, fill, opacity]) => path(d, fill, { opacity })).join('') +
    path(table, base) +
    path('M0,96 L-44,140 L-44,204 L0,168 Z', light, { opacity: 0.65 }) +
    path('M0,168 L44,204 L0,240 L-44,204 Z', glow, { opacity: 0.4 }) +
    stroke(
      `${table} M0,0 L0,96 M-44,140 L-90,170 M44,140 L90,170 M-44,204 L-70,240 M44,204 L70,240 M0,240 V272`,
      '#fff',
      1.2,
      { opacity: 0.5 },
    )
  );
}

function earring(stone: Stone, x: number, y: number, turn: number): string {
  return group(
    ellipse(0, 0, 62, 62, 'url(#gold)') +
      ellipse(0, 0, 54, 54, 'url(#gold-back)') +
      ellipse(0, 0, 51, 51, 'url(#gold-ball)') +
      beads(57, 57, 5, 36) +
      sun(0, 12, 36, '#6d4618') +
      ellipse(0, 76, 9, 13, 'none', { stroke: 'url(#gold)', 'stroke-width': 5 }) +
      ellipse(0, 112, 27, 27, '#f4ece0') +
      ellipse(5, 118, 20, 19, '#cdb9a6', { opacity: 0.65, filter: 'url(#fine)' }) +
      ellipse(-9, 102, 9, 7, '#fff', { filter: 'url(#fine)' }) +
      ellipse(0, 148, 8, 11, 'none', { stroke: 'url(#gold)', 'stroke-width': 5 }) +
      group(
        path(DROP, 'url(#gold)', { transform: 'translate(0,-8) scale(1.12,1.08)' }) +
          path(DROP, 'url(#gold-back)', { transform: 'translate(0,-2) scale(1.05,1.03)' }) +
          path(DROP, `url(#${stone.id}-dome)`) +
          group(facets(stone), { 'clip-path': `url(#drop-${stone.id})` }) +
          ellipse(-30, 130, 14, 34, '#fff', { opacity: 0.6, transform: 'rotate(20 -30 130)', filter: 'url(#fine)' }),
        { transform: 'translate(0 160)' },
      ),
    { transform: `translate(${x} ${y}) rotate(${turn})` },
  );
}

const earringOutline = (x: number, y: number) =>
  `M${x - 62},${y} a62,62 0 1 1 124,0 a62,62 0 1 1 -124,0 Z M${x - 26},${y + 112} a26,26 0 1 1 52,0 a26,26 0 1 1 -52,0 Z M${x},${y + 152} C${x + 44},${y + 216} ${x + 96},${y + 280} ${x + 96},${y + 346} a96,96 0 0 1 -192,0 C${x - 96},${y + 280} ${x - 44},${y + 216} ${x},${y + 152} Z`;

/** Goutte: a sun, a pearl, a drop; a pair, laid side by side. */
export function goutte(stone: Stone): Thing {
  const defs = metalDefs('gold') + stoneDefs(stone) + clip(`drop-${stone.id}`, tag('path', { d: DROP }));
  return {
    defs,
    outline: `${earringOutline(-150, -250)} ${earringOutline(150, -190)}`,
    paint: earring(stone, -150, -250, 0) + earring(stone, 150, -190, 0),
  };
}
