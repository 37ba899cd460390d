import { ellipse, group, path, r, rect, stroke } from '../svg.ts';

/** The dyes of one colourway: ground, border, two leaves, two flowers, a line and a light. */
export interface Dyes {
  id: string;
  ground: string;
  border: string;
  leaf: string;
  leafDark: string;
  flower: string;
  flowerDark: string;
  line: string;
  light: string;
}

export const DYES = {
  saffron: {
    id: 'saffron',
    ground: '#f3e3c3',
    border: '#c87a24',
    leaf: '#5f7a58',
    leafDark: '#33503f',
    flower: '#d8903a',
    flowerDark: '#a1401f',
    line: '#2e2a3a',
    light: '#fff6e0',
  },
  ink: {
    id: 'ink',
    ground: '#22324a',
    border: '#111c2d',
    leaf: '#6f93a0',
    leafDark: '#3f6473',
    flower: '#e2b768',
    flowerDark: '#b8663d',
    line: '#e9dcc2',
    light: '#f8efdc',
  },
  celadon: {
    id: 'celadon',
    ground: '#dbe5d8',
    border: '#5d8374',
    leaf: '#7fa08d',
    leafDark: '#3f6557',
    flower: '#e3a6a0',
    flowerDark: '#ae4f5c',
    line: '#31443f',
    light: '#fbf7ec',
  },
  indigo: {
    id: 'indigo',
    ground: '#efe6d3',
    border: '#1f3557',
    leaf: '#2f5483',
    leafDark: '#1a2f4f',
    flower: '#d98a5b',
    flowerDark: '#b04a35',
    line: '#16243d',
    light: '#fbf4e4',
  },
  terracotta: {
    id: 'terracotta',
    ground: '#f1dcc4',
    border: '#9c452b',
    leaf: '#c26a43',
    leafDark: '#7d2f24',
    flower: '#e8b65f',
    flowerDark: '#3c5a63',
    line: '#44201a',
    light: '#fff1dc',
  },
} satisfies Record<string, Dyes>;

const HALF = 400;

const leaf = (x: number, y: number, length: number, turn: number, fill: string, vein: string) =>
  group(
    path(
      `M0,0 C${length * 0.25},${-length * 0.34} ${length * 0.75},${-length * 0.3} ${length},0 C${length * 0.72},${length * 0.24} ${length * 0.25},${length * 0.26} 0,0 Z`,
      fill,
    ) +
      stroke(
        `M${length * 0.06},0 C${length * 0.4},${-length * 0.05} ${length * 0.7},${-length * 0.03} ${length * 0.93},0`,
        vein,
        1.6,
        { opacity: 0.8 },
      ) +
      stroke(
        [0.3, 0.48, 0.66]
          .map(
            (t) =>
              `M${length * t},${-length * 0.03} l${length * 0.13},${-length * 0.15} M${length * t},${-length * 0.02} l${length * 0.14},${length * 0.12}`,
          )
          .join(' '),
        vein,
        1,
        { opacity: 0.6 },
      ),
    { transform: `translate(${r(x)} ${r(y)}) rotate(${r(turn)})` },
  );

/** A branch along a circle's arc, leaves to both sides. */
function branch(cx: number, cy: number, radius: number, from: number, to: number, length: number, dyes: Dyes): string {
  const count = Math.max(3, Math.round((Math.abs(to - from) * Math.PI * radius) / 180 / (length * 0.5)));
  const at = (degrees: number) =>
    [cx + radius * Math.cos((degrees * Math.PI) / 180), cy + radius * Math.sin((degrees * Math.PI) / 180)] as const;
  const [x0, y0] = at(from);
  const [x1, y1] = at(to);
  const along = Math.sign(to - from);
  const leaves = Array.from({ length: count }, (_, i) => {
    const degrees = from + ((to - from) * (i + 0.5)) / count;
    const [x, y] = at(degrees);
    const heading = degrees + 90 * along;
    const size = length * (1.1 - (0.5 * i) / count);
    return (
      leaf(x, y, size, heading - 42, i % 2 ? dyes.leaf : dyes.leafDark, dyes.light) +
      leaf(x, y, size * 0.86, heading + 44, i % 2 ? dyes.leafDark : dyes.leaf, dyes.light)
    );
  });
  return (
    stroke(`M${r(x0)},${r(y0)} A${radius},${radius} 0 0 ${along > 0 ? 1 : 0} ${r(x1)},${r(y1)}`, dyes.line, 3.4) +
    leaves.join('')
  );
}

function flower(x: number, y: number, size: number, dyes: Dyes, petals = 7): string {
  const ring = (count: number, reach: number, fill: string, shift: number) =>
    Array.from({ length: count }, (_, i) =>
      group(
        path(
          `M0,0 C${reach * 0.42},${-reach * 0.3} ${reach * 0.4},${-reach * 0.95} 0,${-reach} C${-reach * 0.4},${-reach * 0.95} ${-reach * 0.42},${-reach * 0.3} 0,0 Z`,
          fill,
        ) + stroke(`M0,${-reach * 0.25} V${-reach * 0.8}`, dyes.light, 1.4, { opacity: 0.65 }),
        {
          transform: `rotate(${r((i * 360) / count + shift)})`,
        },
      ),
    ).join('');
  const seeds = Array.from({ length: 10 }, (_, i) =>
    ellipse(
      r(Math.cos(i * 0.628) * size * 0.2),
      r(Math.sin(i * 0.628) * size * 0.2),
      size * 0.035,
      size * 0.035,
      dyes.light,
    ),
  ).join('');
  return group(
    ring(petals + 2, size, dyes.flowerDark, 0) +
      ring(petals, size * 0.74, dyes.flower, 12) +
      ellipse(0, 0, size * 0.26, size * 0.26, dyes.line) +
      seeds +
      ellipse(0, 0, size * 0.09, size * 0.09, dyes.flower),
    {
      transform: `translate(${x} ${y})`,
    },
  );
}

const orange = (x: number, y: number, size: number, dyes: Dyes) =>
  leaf(x - 2, y - size * 0.7, size * 1.5, -58, dyes.leafDark, dyes.light) +
  leaf(x, y - size * 0.7, size * 1.2, -140, dyes.leaf, dyes.light) +
  ellipse(x, y, size, size * 0.96, dyes.flower) +
  path(
    `M${x - size * 0.2},${y + size * 0.94} A${size},${size * 0.96} 0 0 0 ${x + size},${y} A${size * 1.2},${size} 0 0 1 ${x - size * 0.2},${y + size * 0.94} Z`,
    dyes.flowerDark,
    { opacity: 0.7 },
  ) +
  ellipse(x - size * 0.36, y - size * 0.36, size * 0.2, size * 0.13, dyes.light, { opacity: 0.8 });

const four = (inside: string) =>
  [0, 90, 180, 270].map((turn) => group(inside, { transform: `rotate(${turn})` })).join('');

export function border(dyes: Dyes): string {
  const band = (inset: number, width: number, colour: string) =>
    rect(
      -HALF + inset + width / 2,
      -HALF + inset + width / 2,
      2 * (HALF - inset) - width,
      2 * (HALF - inset) - width,
      'none',
      { stroke: colour, 'stroke-width': width },
    );
  const buds = Array.from({ length: 17 }, (_, i) => {
    const x = -320 + i * 40;
    return (
      path(
        `M${x - 13},-350 C${x - 8},-366 ${x + 8},-366 ${x + 13},-350 C${x + 7},-340 ${x - 7},-340 ${x - 13},-350 Z`,
        i % 2 ? dyes.flower : dyes.light,
      ) +
      ellipse(x + 20, -352, 3.6, 3.6, dyes.light) +
      leaf(x, -350, 15, -150, dyes.leaf, dyes.light)
    );
  }).join('');
  return (
    band(0, 78, dyes.border) +
    band(78, 5, dyes.light) +
    band(83, 8, dyes.flowerDark) +
    band(91, 3, dyes.light) +
    band(13, 3, dyes.flower) +
    four(buds + stroke('M-318,-341 H318', dyes.light, 1.6, { opacity: 0.6 }) + flower(-351, -351, 30, dyes, 5))
  );
}

/** A winter garden: four arches of glass, branches and fruit about a fountain of leaves. */
function winterGarden(dyes: Dyes): string {
  const panes = [-96, -64, -32, 0, 32, 64, 96]
    .map((x) => `M${x},-128 V${-128 - Math.sqrt(Math.max(0, 128 * 128 - x * x))}`)
    .join(' ');
  const arch =
    path('M-128,-110 V-128 A128,128 0 0 1 128,-128 V-110 Z', dyes.light, { opacity: 0.55 }) +
    stroke(
      `M-128,-108 V-128 A128,128 0 0 1 128,-128 V-108 M-86,-112 V-128 A86,86 0 0 1 86,-128 V-112 M-44,-116 V-128 A44,44 0 0 1 44,-128 V-116 ${panes}`,
      dyes.line,
      3,
    ) +
    stroke('M-128,-128 A128,128 0 0 1 128,-128', dyes.flowerDark, 7);
  const corner =
    branch(-304, -90, 214, -90, 0, 52, dyes) +
    branch(-90, -304, 214, 180, 90, 46, dyes) +
    orange(-206, -206, 37, dyes) +
    orange(-256, -150, 25, dyes) +
    orange(-150, -256, 25, dyes) +
    flower(-262, -262, 44, dyes, 8) +
    flower(-132, -162, 22, dyes, 5) +
    flower(-162, -132, 22, dyes, 5);
  const fountain = Array.from({ length: 12 }, (_, i) =>
    leaf(0, 0, 108, i * 30, i % 2 ? dyes.leaf : dyes.leafDark, dyes.light),
  ).join('');
  const middle =
    ellipse(0, 0, 126, 126, dyes.border) +
    ellipse(0, 0, 118, 118, dyes.ground) +
    ellipse(0, 0, 112, 112, 'none', { stroke: dyes.flowerDark, 'stroke-width': 3 }) +
    fountain +
    flower(0, 0, 58, dyes, 9);
  return four(arch) + four(corner) + middle;
}

/** Tides: scales of water in rows, a sun above them, another below. */
function tides(dyes: Dyes): string {
  const tones = [dyes.leaf, dyes.leafDark, dyes.flower, dyes.leaf, dyes.border, dyes.flowerDark];
  const scale = (x: number, y: number, tone: string) =>
    ellipse(x, y, 60, 60, dyes.light) +
    [56, 43, 30, 16].map((size, i) => ellipse(x, y, size, size, i % 2 ? dyes.ground : tone)).join('');
  const rows = Array.from({ length: 24 }, (_, row) =>
    Array.from({ length: 7 }, (_, column) => {
      const x = -360 + column * 120 + (row % 2 ? 60 : 0);
      const y = -320 + row * 30;
      const depth = Math.hypot(x, y + 10);
      return scale(x, y, tones[Math.floor(depth / 82) % tones.length] ?? dyes.leaf);
    }).join(''),
  ).join('');
  const rays = Array.from(
    { length: 36 },
    (_, i) =>
      `M${r(Math.cos(i * 0.1745) * 112)},${r(Math.sin(i * 0.1745) * 112)} L${r(Math.cos(i * 0.1745) * (i % 2 ? 142 : 132))},${r(Math.sin(i * 0.1745) * (i % 2 ? 142 : 132))}`,
  ).join(' ');
  const disc =
    ellipse(0, 0, 158, 158, dyes.border) +
    ellipse(0, 0, 151, 151, dyes.ground) +
    stroke(rays, dyes.flowerDark, 4) +
    ellipse(0, 0, 102, 102, dyes.flower) +
    ellipse(0, 0, 94, 94, 'none', { stroke: dyes.light, 'stroke-width': 2.5 }) +
    flower(0, 0, 74, dyes, 11);
  return rows + disc;
}

export const PATTERNS = { winterGarden, tides };
