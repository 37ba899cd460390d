import { metalDefs, sun } from '../materials.ts';
import type { Thing } from '../scene.ts';
import { clip, ellipse, group, linear, path, r, radial, rect, stroke, tag } from '../svg.ts';

export interface Scent {
  id: string;
  pale: string;
  base: string;
  deep: string;
  cap: string;
  capLight: string;
  words: [string, string];
}

export const SCENTS = {
  fig: {
    id: 'fig',
    pale: '#e6e7a6',
    base: '#a9b05a',
    deep: '#5c6a2c',
    cap: '#4a2b3c',
    capLight: '#9a6d84',
    words: ['Figue', 'de Nuit'],
  },
  cedar: {
    id: 'cedar',
    pale: '#f2d3a0',
    base: '#c58a47',
    deep: '#74431a',
    cap: '#1d2836',
    capLight: '#6f86a3',
    words: ['Encre', 'et Cèdre'],
  },
} satisfies Record<string, Scent>;

const GLASS =
  'M-168,-300 C-168,-330 -150,-346 -120,-348 L120,-348 C150,-346 168,-330 168,-300 L172,-22 C172,-6 164,0 150,0 L-150,0 C-164,0 -172,-6 -172,-22 Z';
const JUICE = 'M-140,-272 L140,-272 L144,-66 C144,-52 136,-46 122,-46 L-122,-46 C-136,-46 -144,-52 -144,-66 Z';

const words = (text: string, y: number, size: number) =>
  tag(
    'text',
    {
      x: 0,
      y,
      'text-anchor': 'middle',
      'font-family': 'Cormorant',
      'font-size': size,
      'font-weight': 500,
      fill: '#33251c',
    },
    text,
  );

const label = ([first, second]: [string, string]) =>
  rect(-80, -226, 160, 150, '#2a1a10', { opacity: 0.3, transform: 'translate(4,6)', filter: 'url(#fine)' }) +
  rect(-80, -226, 160, 150, '#f7efdf') +
  rect(-73, -219, 146, 136, 'none', { stroke: '#a8834a', 'stroke-width': 1.4 }) +
  sun(0, -182, 17, '#a8834a') +
  words(first, -146, 31) +
  words(second, -116, 31) +
  tag(
    'text',
    {
      x: 0,
      y: -95,
      'text-anchor': 'middle',
      'font-family': 'Cormorant',
      'font-size': 11,
      'letter-spacing': 3,
      'font-weight': 600,
      fill: '#6b5338',
    },
    'AURÈLE PARIS',
  );

const cap = ({ cap: colour, capLight, id }: Scent) =>
  rect(-50, -384, 100, 40, 'url(#gold)', { rx: 4 }) +
  stroke('M-46,-376 H46 M-46,-352 H46', '#6d4618', 2, { opacity: 0.6 }) +
  ellipse(0, -452, 92, 84, colour) +
  ellipse(0, -452, 92, 84, `url(#${id}-ball)`) +
  path('M-66,-474 C-58,-512 -20,-526 10,-522 C-16,-508 -44,-490 -66,-474 Z', '#fff', {
    opacity: 0.75,
    filter: 'url(#fine)',
  }) +
  stroke('M-30,-386 C10,-374 60,-396 80,-440', capLight, 5, { opacity: 0.6, filter: 'url(#fine)' });

/** A heavy square flacon with a lacquered stopper. */
export function flacon(scent: Scent): Thing {
  const { id, pale, base, deep, capLight } = scent;
  const defs =
    metalDefs('gold') +
    clip(`${id}-flacon`, tag('path', { d: GLASS })) +
    linear(
      `${id}-glass`,
      [
        [0, '#ffffff', 0.85],
        [0.08, pale, 0.5],
        [0.5, '#ffffff', 0.25],
        [0.9, base, 0.5],
        [1, deep, 0.75],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 0 },
    ) +
    linear(
      `${id}-juice`,
      [
        [0, deep, 0.85],
        [0.18, base, 0.85],
        [0.42, pale, 0.85],
        [0.8, base, 0.9],
        [1, deep, 0.95],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 0.3 },
    ) +
    radial(
      `${id}-ball`,
      [
        [0, capLight, 0.9],
        [0.5, capLight, 0.15],
        [1, '#000', 0.5],
      ],
      { cx: 0.34, cy: 0.28, r: 0.8 },
    ) +
    radial(
      `${id}-glow`,
      [
        [0, '#fffbe0', 0.95],
        [0.4, pale, 0.8],
        [1, base, 0],
      ],
      {},
    );
  const paint =
    ellipse(240, 14, 200, 34, `url(#${id}-glow)`, { opacity: 0.8, transform: 'rotate(-6)', filter: 'url(#soft)' }) +
    path(GLASS, pale, { opacity: 0.55 }) +
    group(
      path(GLASS, `url(#${id}-glass)`) +
        path(JUICE, `url(#${id}-juice)`) +
        stroke('M-140,-272 H140', '#fff', 3, { opacity: 0.7 }) +
        ellipse(0, -272, 140, 8, pale, { opacity: 0.6 }) +
        path('M-170,-44 H170 V0 H-170 Z', base, { opacity: 0.3 }) +
        path('M-120,-30 C-40,-40 60,-18 140,-32 L150,-12 C60,-4 -40,-16 -130,-8 Z', '#fff', {
          opacity: 0.75,
          filter: 'url(#fine)',
        }) +
        stroke('M-156,-300 V-30', '#fff', 10, { opacity: 0.85, filter: 'url(#fine)' }) +
        stroke('M-128,-260 V-70', '#fff', 14, { opacity: 0.35, filter: 'url(#fine)' }) +
        stroke('M158,-300 V-40', '#fff', 5, { opacity: 0.6, filter: 'url(#fine)' }) +
        path('M60,-340 L130,-340 L40,-10 L-20,-10 Z', '#fff', { opacity: 0.13 }),
      { 'clip-path': `url(#${id}-flacon)` },
    ) +
    stroke(GLASS, deep, 2.4, { opacity: 0.45 }) +
    stroke('M-150,-344 H150', '#fff', 4, { opacity: 0.8, filter: 'url(#fine)' }) +
    label(scent.words) +
    cap(scent);
  return { defs, outline: `${GLASS} M-92,-452 a92,84 0 1 1 184,0 a92,84 0 1 1 -184,0 Z`, paint, tint: deep };
}

/** A fig, whole or cut, about the point where it lies. */
export function fig(cut: boolean): Thing {
  const shape =
    'M0,-150 C14,-150 16,-130 26,-116 C72,-96 98,-56 92,-20 C86,14 46,26 0,26 C-46,26 -86,14 -92,-20 C-98,-56 -72,-96 -26,-116 C-16,-130 -14,-150 0,-150 Z';
  const seeds = Array.from({ length: 60 }, (_, i) => {
    const a = i * 2.4;
    const far = 8 + Math.sqrt(i) * 6.6;
    return ellipse(r(Math.cos(a) * far), r(-38 + Math.sin(a) * far * 0.86), 3, 4.6, i % 3 ? '#f6c98e' : '#7e1d2b', {
      transform: `rotate(${r((a * 180) / Math.PI)} ${r(Math.cos(a) * far)} ${r(-38 + Math.sin(a) * far * 0.86)})`,
      opacity: 0.9,
    });
  }).join('');
  const skin = radial(
    'fig-skin',
    [
      [0, '#8f6a84'],
      [0.35, '#57334f'],
      [1, '#241122'],
    ],
    { cx: 0.34, cy: 0.36, r: 0.8 },
  );
  const whole =
    path(shape, 'url(#fig-skin)') +
    stroke(
      'M-8,-140 C-40,-90 -66,-50 -58,0 M0,-142 C-14,-90 -24,-40 -18,20 M8,-140 C30,-90 44,-40 30,20 M14,-134 C56,-90 76,-50 66,0',
      '#b48fa6',
      2,
      { opacity: 0.45 },
    ) +
    ellipse(-34, -60, 16, 26, '#e8d2e0', { opacity: 0.4, transform: 'rotate(24 -34 -60)', filter: 'url(#fine)' });
  const flesh =
    path(shape, '#4a2740') +
    path(shape, '#f0e6c4', { transform: 'translate(0,-8) scale(.9)' }) +
    path(shape, '#c9525a', { transform: 'translate(0,-15) scale(.74)' }) +
    ellipse(0, -40, 40, 38, '#8e1f33', { opacity: 0.55, filter: 'url(#soft)' }) +
    seeds;
  return { defs: skin, outline: shape, paint: cut ? flesh : whole };
}
