import type { Thing } from '../scene.ts';
import { clip, ellipse, group, linear, path, r, rect, stroke, tag } from '../svg.ts';
import { type Dyes, PATTERNS } from './patterns.ts';

export interface Tones {
  light: string;
  base: string;
  dark: string;
}

/** A block of stone to stand things on. */
export function plinth(width: number, height: number, { light, base, dark }: Tones): Thing {
  const id = `plinth-${width}-${height}`;
  const half = width / 2;
  const front = `M${-half},${-height} H${half} V0 H${-half} Z`;
  const top = `M${-half},${-height} L${-half + 46},${-height - 34} H${half + 46} L${half},${-height} Z`;
  const side = `M${half},${-height} L${half + 46},${-height - 34} V-30 L${half},0 Z`;
  const veins = `M${-half + 30},${-height + 20} C${-half + 80},${-height * 0.6} ${-half + 60},${-height * 0.4} ${-half + 120},-10 M${half - 90},${-height} C${half - 40},${-height * 0.7} ${half - 110},${-height * 0.3} ${half - 50},0`;
  const defs = linear(
    id,
    [
      [0, light],
      [0.6, base],
      [1, dark],
    ],
    { x1: 0, y1: 0, x2: 1, y2: 1 },
  );
  const paint =
    path(side, dark) +
    path(front, `url(#${id})`) +
    path(top, light) +
    stroke(veins, dark, 2.5, { opacity: 0.3, filter: 'url(#fine)' }) +
    stroke(`M${-half},${-height} H${half}`, '#fffaf0', 2.4, { opacity: 0.8 });
  return { defs, outline: `${front} ${side} ${top}`, paint };
}

/** A niche in the wall, arched; light falls into it from the left. */
export function niche(width: number, height: number, { light, base, dark }: Tones): Thing {
  const half = width / 2;
  const shape = `M${-half},0 V${-height + half} A${half},${half} 0 0 1 ${half},${-height + half} V0 Z`;
  const id = `niche-${width}`;
  const defs =
    linear(
      id,
      [
        [0, dark],
        [0.35, base],
        [1, light],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 0.2 },
    ) + clip(`${id}-in`, tag('path', { d: shape }));
  const paint =
    path(shape, `url(#${id})`) +
    group(
      path(shape, '#2b1a12', {
        transform: `translate(${-half * 0.72} ${half * 0.2})`,
        opacity: 0.26,
        filter: 'url(#haze)',
      }),
      { 'clip-path': `url(#${id}-in)` },
    ) +
    stroke(shape, '#fff6e4', 4, { opacity: 0.55 });
  return { defs, outline: '', paint };
}

/** The corner of a silk that hangs over an edge, in folds; its top is hidden by what stands on it. */
export function drape(pattern: keyof typeof PATTERNS, dyes: Dyes): Thing {
  const shape =
    'M-214,-30 L214,-30 L206,2 C176,34 158,44 136,84 C112,96 92,128 74,160 C52,170 34,204 14,238 C-14,204 -34,186 -58,164 C-78,128 -104,112 -128,86 C-148,50 -180,34 -206,2 Z';
  const id = `drape-${dyes.id}`;
  const fold = (x: number) =>
    path(
      `M${x},-30 C${x + 8},60 ${x * 0.7},140 ${x * 0.4 + 8},240 L${x * 0.4 + 22},240 C${x * 0.7 + 26},140 ${x + 34},60 ${x + 22},-30 Z`,
      '#1b0f0c',
      { opacity: 0.26, filter: 'url(#fine)' },
    ) +
    path(
      `M${x + 26},-30 C${x + 36},60 ${x * 0.7 + 30},140 ${x * 0.4 + 26},240 L${x * 0.4 + 34},240 C${x * 0.7 + 46},140 ${x + 54},60 ${x + 42},-30 Z`,
      '#fff',
      { opacity: 0.26, filter: 'url(#fine)' },
    );
  const paint =
    path(shape, '#2b1a12', { transform: 'translate(14,14)', opacity: 0.35, filter: 'url(#soft)' }) +
    group(
      rect(-230, -40, 460, 300, dyes.ground) +
        group(PATTERNS[pattern](dyes), { transform: 'translate(14 -92) rotate(45) scale(.58)' }) +
        [-170, -96, -26, 48, 118].map(fold).join('') +
        rect(-230, -34, 460, 20, '#fff', { opacity: 0.3, filter: 'url(#fine)' }) +
        stroke(shape, dyes.border, 22) +
        stroke(shape, dyes.light, 3, { transform: 'translate(0 -15)', opacity: 0.8 }),
      { 'clip-path': `url(#${id})` },
    );
  return { defs: clip(id, tag('path', { d: shape })), outline: '', paint };
}

export function fruit(colour: Tones, leafColour: string): Thing {
  const id = `fruit-${colour.base.slice(1)}`;
  const defs = tag(
    'radialGradient',
    { id, cx: 0.34, cy: 0.3, r: 0.8 },
    `<stop offset="0" stop-color="${colour.light}"/><stop offset=".5" stop-color="${colour.base}"/><stop offset="1" stop-color="${colour.dark}"/>`,
  );
  const paint =
    ellipse(0, -58, 62, 60, `url(#${id})`) +
    path('M2,-114 C20,-150 64,-156 96,-138 C70,-112 30,-104 2,-114 Z', leafColour) +
    stroke('M4,-115 C30,-128 60,-138 92,-138', '#f3ecd2', 1.6, { opacity: 0.6 }) +
    ellipse(-22, -84, 12, 8, '#fff', { opacity: 0.55, filter: 'url(#fine)' });
  return { defs, outline: 'M-62,-58 a62,60 0 1 1 124,0 a62,60 0 1 1 -124,0 Z', paint };
}

/** A pot of paint seen from above. */
export function pot(colour: Tones, size: number): Thing {
  const paint =
    ellipse(0, 0, size, size, '#f6efe2') +
    ellipse(0, 0, size * 0.93, size * 0.93, '#cbbca4') +
    ellipse(0, 0, size * 0.86, size * 0.86, colour.dark) +
    ellipse(size * 0.05, size * 0.07, size * 0.8, size * 0.78, colour.base) +
    path(
      `M${-size * 0.5},${-size * 0.1} C${-size * 0.3},${-size * 0.6} ${size * 0.2},${-size * 0.5} ${size * 0.4},${-size * 0.2} C${size * 0.1},${-size * 0.3} ${-size * 0.1},${size * 0.1} ${-size * 0.5},${-size * 0.1} Z`,
      colour.light,
      { opacity: 0.75, filter: 'url(#fine)' },
    ) +
    stroke(
      `M${-size * 0.78},${-size * 0.5} A${size * 0.92},${size * 0.92} 0 0 1 ${-size * 0.1},${-size * 0.92}`,
      '#fff',
      5,
      { opacity: 0.9 },
    );
  return {
    defs: '',
    outline: `M${-size},0 a${size},${size} 0 1 1 ${size * 2},0 a${size},${size} 0 1 1 ${-size * 2},0 Z`,
    paint,
  };
}

/** A brush lying, its tip in a colour. */
export function brush(colour: string, wood: Tones, length = 520): Thing {
  const half = length / 2;
  const shape = `M${-half},-4 C${-half * 0.4},-9 ${half * 0.2},-15 ${half * 0.46},-14 L${half * 0.72},-16 C${half * 0.86},-20 ${half * 0.98},-8 ${half * 1.1},0 C${half * 0.98},8 ${half * 0.86},20 ${half * 0.72},16 L${half * 0.46},14 C${half * 0.2},15 ${-half * 0.4},9 ${-half},4 Z`;
  const paint =
    path(
      `M${-half},-4 C${-half * 0.4},-9 ${half * 0.2},-15 ${half * 0.46},-14 V14 C${half * 0.2},15 ${-half * 0.4},9 ${-half},4 Z`,
      wood.base,
    ) +
    stroke(`M${-half},-1 C${-half * 0.4},-5 ${half * 0.2},-8 ${half * 0.44},-8`, wood.light, 3.4, { opacity: 0.9 }) +
    path(`M${half * 0.46},-14 L${half * 0.72},-16 V16 L${half * 0.46},14 Z`, '#d9b468') +
    path(`M${half * 0.46},2 L${half * 0.72},3 V16 L${half * 0.46},14 Z`, '#8b5c22', { opacity: 0.7 }) +
    path(
      `M${half * 0.72},-16 C${half * 0.86},-20 ${half * 0.98},-8 ${half * 1.1},0 C${half * 0.98},8 ${half * 0.86},20 ${half * 0.72},16 Z`,
      '#5a4030',
    ) +
    path(
      `M${half * 0.84},-18 C${half * 0.94},-14 ${half * 1.02},-5 ${half * 1.1},0 C${half * 1.02},5 ${half * 0.94},14 ${half * 0.84},18 C${half * 0.88},6 ${half * 0.88},-6 ${half * 0.84},-18 Z`,
      colour,
    );
  return { defs: '', outline: shape, paint };
}

/** A card of trial strokes: what was mixed, and what became of it. */
export function card(width: number, height: number, colours: string[]): Thing {
  const shape = `M${-width / 2},${-height / 2} H${width / 2} V${height / 2} H${-width / 2} Z`;
  const step = height / (colours.length + 0.6);
  const strokes = colours
    .map((colour, i) => {
      const y = r(-height / 2 + step * (i + 0.8));
      return stroke(
        `M${-width * 0.36},${y} C${-width * 0.1},${y - 9} ${width * 0.1},${y + 9} ${width * 0.36},${y - 4}`,
        colour,
        step * 0.56,
        { 'stroke-linecap': 'butt' },
      );
    })
    .join('');
  return { defs: '', outline: shape, paint: path(shape, '#fbf6ea') + strokes };
}
