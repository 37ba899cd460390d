import { grain, type Leather, leatherDefs, type Metal, metalDefs } from '../materials.ts';
import type { Thing } from '../scene.ts';
import { ellipse, group, path, r, radial, rect, stroke, tag } from '../svg.ts';

export interface Dial {
  light: string;
  base: string;
  dark: string;
  mark: string;
}

export const DIALS = {
  cream: { light: '#fffaf0', base: '#f3e8d3', dark: '#d3c09d', mark: '#3d2a1e' },
  night: { light: '#4d6f9c', base: '#22406c', dark: '#0e1d38', mark: '#f2dfae' },
  verdigris: { light: '#9dbcae', base: '#5f8b7c', dark: '#2f5347', mark: '#fbf0d3' },
} satisfies Record<string, Dial>;

function strap(leather: Leather, width: number, from: number): string {
  const half = width / 2;
  const end = half * 0.8;
  const up = `M${-half},${-from} C${-half},${-from - 120} ${-end},-400 ${-end},-560 L${end},-560 C${end},-400 ${half},${-from - 120} ${half},${-from} Z`;
  const down = `M${-half},${from} C${-half},${from + 120} ${-end},400 ${-end},560 L${end},560 C${end},400 ${half},${from + 120} ${half},${from} Z`;
  const stitch = (sign: 1 | -1) =>
    stroke(
      `M${-half + 9},${sign * from} C${-half + 9},${sign * (from + 120)} ${-end + 9},${sign * 400} ${-end + 9},${sign * 560} M${half - 9},${sign * from} C${half - 9},${sign * (from + 120)} ${end - 9},${sign * 400} ${end - 9},${sign * 560}`,
      leather.thread,
      2.2,
      { 'stroke-dasharray': '9 7', opacity: 0.8 },
    );
  const bend = (sign: 1 | -1) =>
    path(`M${-half},${sign * from} H${half} V${sign * (from + 90)} H${-half} Z`, leather.deep, {
      opacity: 0.5,
      filter: 'url(#soft)',
    });
  const holes = [430, 480, 530].map((y) => ellipse(0, y, 5, 6.5, leather.deep)).join('');
  return (
    group(path(up, `url(#${leather.id}-round)`) + path(down, `url(#${leather.id}-round)`), { filter: 'url(#hide)' }) +
    bend(-1) +
    bend(1) +
    stitch(-1) +
    stitch(1) +
    holes
  );
}

const hand = (d: string, turn: number, fill: string) =>
  path(d, '#1a100a', { opacity: 0.35, filter: 'url(#fine)', transform: `translate(5,6) rotate(${turn})` }) +
  path(d, fill, { transform: `rotate(${turn})` });

const marks = (count: number, from: number, to: number, skip: number) =>
  Array.from({ length: count }, (_, i) => {
    const a = (i * 2 * Math.PI) / count;
    return skip && i % skip === 0
      ? ''
      : `M${r(Math.cos(a) * from)},${r(Math.sin(a) * from)} L${r(Math.cos(a) * to)},${r(Math.sin(a) * to)}`;
  }).join(' ');

const indices = (reach: number, metal: Metal) =>
  Array.from({ length: 12 }, (_, i) => {
    const long = i % 3 === 0 ? 30 : 22;
    return i === 6
      ? ''
      : group(
          rect(-3.4, -reach, 6.8, long, '#000', { opacity: 0.25, transform: 'translate(2,3)' }) +
            rect(-3.4, -reach, 6.8, long, `url(#${metal})`, { rx: 1.5 }),
          { transform: `rotate(${i * 30})` },
        );
  }).join('');

const seconds = (dial: Dial, metal: Metal) =>
  group(
    ellipse(0, 0, 38, 38, dial.base) +
      ellipse(0, 0, 38, 38, dial.dark, { opacity: 0.25 }) +
      [34, 28, 22, 16, 10]
        .map((size) => ellipse(0, 0, size, size, 'none', { stroke: dial.dark, 'stroke-width': 0.9, opacity: 0.7 }))
        .join('') +
      stroke(marks(60, 38, 34, 0), dial.mark, 1, { opacity: 0.7 }) +
      hand('M-1.5,8 L-1,-32 L1,-32 L1.5,8 Z', 128, dial.mark) +
      ellipse(0, 0, 3.4, 3.4, `url(#${metal}-ball)`),
    { transform: 'translate(0 68)' },
  );

const LEAF_HOUR = 'M-3,14 L-3,-8 C-13,-34 -9,-58 0,-86 C9,-58 13,-34 3,-8 L3,14 Z';
const LEAF_MINUTE = 'M-2.6,18 L-2.6,-10 C-10,-50 -7,-90 0,-128 C7,-90 10,-50 2.6,-10 L2.6,18 Z';

const name = (y: number, size: number, fill: string) =>
  tag(
    'text',
    {
      x: 0,
      y,
      'text-anchor': 'middle',
      'font-family': 'Cormorant',
      'font-size': size,
      'letter-spacing': size * 0.16,
      'font-weight': 600,
      fill,
    },
    'AURÈLE',
  );

const watchDefs = (id: string, leather: Leather, metal: Metal, dial: Dial) =>
  leatherDefs(leather) +
  metalDefs(metal) +
  grain('hide', 0.14, 1.2) +
  radial(
    `${id}-dial`,
    [
      [0, dial.light],
      [0.6, dial.base],
      [1, dial.dark],
    ],
    { cx: 0.36, cy: 0.3, r: 0.85 },
  );

/** Méridienne: round, small seconds at six, a dial cut by the rose engine. */
export function meridienne(dialName: keyof typeof DIALS, leather: Leather, metal: Metal): Thing {
  const dial = DIALS[dialName];
  const id = `mer-${dialName}`;
  const lug = (x: number, y: number) =>
    path(
      `M${x - 22},${y * 0.8} L${x - 15},${y * 1.4} C${x - 14},${y * 1.52} ${x + 14},${y * 1.52} ${x + 15},${y * 1.4} L${x + 22},${y * 0.8} Z`,
      `url(#${metal})`,
    );
  const paint =
    strap(leather, 150, 150) +
    [-88, 88].map((x) => lug(x, -150) + lug(x, 150)).join('') +
    rect(184, -22, 32, 44, `url(#${metal}-back)`, { rx: 7 }) +
    stroke([-15, -8, -1, 6, 13].map((y) => `M188,${y} H213`).join(' '), '#3d2a1a', 2, { opacity: 0.5 }) +
    ellipse(0, 0, 190, 190, `url(#${metal})`) +
    ellipse(0, 0, 178, 178, `url(#${metal}-back)`) +
    ellipse(0, 0, 170, 170, `url(#${metal})`) +
    ellipse(0, 0, 163, 163, '#20140d') +
    ellipse(0, 0, 161, 161, `url(#${id}-dial)`) +
    stroke(marks(150, 108, 26, 0), dial.dark, 1, { opacity: 0.5 }) +
    [104, 92, 80, 68, 56, 44]
      .map((size) => ellipse(0, 0, size, size, 'none', { stroke: dial.light, 'stroke-width': 1, opacity: 0.5 }))
      .join('') +
    ellipse(0, 0, 110, 110, 'none', { stroke: dial.mark, 'stroke-width': 1.2, opacity: 0.5 }) +
    stroke(marks(60, 154, 148, 5), dial.mark, 1.4, { opacity: 0.7 }) +
    ellipse(0, 0, 151, 151, 'none', { stroke: dial.mark, 'stroke-width': 0.8, opacity: 0.45 }) +
    indices(146, metal) +
    rect(-46, -82, 92, 24, dial.base, { rx: 12 }) +
    name(-64, 19, dial.mark) +
    seconds(dial, metal) +
    hand(LEAF_HOUR, -54, dialName === 'cream' ? '#23406c' : `url(#${metal})`) +
    hand(LEAF_MINUTE, 58, dialName === 'cream' ? '#23406c' : `url(#${metal})`) +
    ellipse(0, 0, 8, 8, `url(#${metal}-ball)`) +
    path('M-150,-40 A156,156 0 0 1 60,-144 C-20,-120 -100,-60 -124,40 C-146,20 -154,-10 -150,-40 Z', '#fff', {
      opacity: 0.2,
    }) +
    path('M120,100 A156,156 0 0 1 20,152 C70,140 100,120 120,100 Z', '#fff', { opacity: 0.16 }) +
    stroke('M-148,-112 A186,186 0 0 1 -40,-180', '#fff', 4, { opacity: 0.8, filter: 'url(#fine)' });
  return {
    defs: watchDefs(id, leather, metal, dial),
    outline:
      'M-190,0 A190,190 0 1 1 190,0 A190,190 0 1 1 -190,0 Z M-75,-160 L-60,-560 L60,-560 L75,-160 Z M-75,160 L-60,560 L60,560 L75,160 Z',
    paint,
  };
}

const box = (w: number, h: number, fill: string, rx: number) => rect(-w, -h, 2 * w, 2 * h, fill, { rx });

/** Heure Bleue: a tall rectangle, a railway for the minutes, sword hands. */
export function heureBleue(dialName: keyof typeof DIALS, leather: Leather, metal: Metal): Thing {
  const dial = DIALS[dialName];
  const id = `bleue-${dialName}`;
  const bars = Array.from({ length: 12 }, (_, i) => {
    const a = (i * Math.PI) / 6;
    const [dx, dy] = [Math.sin(a), -Math.cos(a)];
    const reach = Math.min(94 / Math.max(Math.abs(dx), 0.001), 142 / Math.max(Math.abs(dy), 0.001));
    return i === 6
      ? ''
      : stroke(
          `M${r(dx * (reach - 30))},${r(dy * (reach - 30))} L${r(dx * reach)},${r(dy * reach)}`,
          dial.mark,
          i % 3 ? 4 : 6.5,
          { 'stroke-linecap': 'butt' },
        );
  }).join('');
  const paint =
    strap(leather, 178, 190) +
    rect(134, -20, 30, 40, `url(#${metal}-back)`, { rx: 6 }) +
    ellipse(164, 0, 10, 11, '#2a4a86') +
    ellipse(161, -4, 3, 3.4, '#fff', { opacity: 0.8 }) +
    box(142, 214, `url(#${metal})`, 30) +
    box(131, 203, `url(#${metal}-back)`, 24) +
    box(122, 194, `url(#${metal})`, 18) +
    box(114, 186, '#140d0a', 10) +
    box(112, 184, `url(#${id}-dial)`, 9) +
    box(102, 152, 'none', 3) +
    rect(-104, -154, 208, 308, 'none', { stroke: dial.mark, 'stroke-width': 1.4, opacity: 0.8 }) +
    rect(-96, -146, 192, 292, 'none', { stroke: dial.mark, 'stroke-width': 1.4, opacity: 0.8 }) +
    rect(-100, -150, 200, 300, 'none', {
      stroke: dial.mark,
      'stroke-width': 6,
      'stroke-dasharray': '1.6 14.4',
      opacity: 0.8,
    }) +
    bars +
    name(-84, 19, dial.mark) +
    seconds(dial, metal) +
    hand('M-2,12 L-5,-52 L0,-78 L5,-52 L2,12 Z', -50, dial.mark) +
    hand('M-2,14 L-4.5,-84 L0,-118 L4.5,-84 L2,14 Z', 62, dial.mark) +
    ellipse(0, 0, 7, 7, `url(#${metal}-ball)`) +
    path('M-108,-180 L20,-180 L-70,60 L-108,90 Z', '#fff', { opacity: 0.14 }) +
    stroke('M-136,-140 V-190 C-136,-202 -128,-208 -116,-208 H-60', '#fff', 4, { opacity: 0.8, filter: 'url(#fine)' });
  return {
    defs: watchDefs(id, leather, metal, dial),
    outline: 'M-142,-214 H142 V214 H-142 Z M-88,-200 L-70,-560 L70,-560 L88,-200 Z M-88,200 L-70,560 L70,560 L88,200 Z',
    paint,
  };
}
