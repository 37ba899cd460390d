import {
  blur,
  chance,
  ellipse,
  group,
  linear,
  paper,
  paperDefs,
  path,
  r,
  radial,
  rect,
  sheet,
  stroke,
  wobble,
} from '../svg.ts';
import { dressed } from './clothes.ts';
import { CX, type Face, faceDefs, head, neck } from './face.ts';
import { beardShape, CUTS, type Cut, hairBack, hairFront } from './hair.ts';
import type { Sitter } from './sitters.ts';

function ground([light, dark]: [string, string], seed: number): string {
  const next = chance(seed);
  const strokes = Array.from({ length: 26 }, () => {
    const x = r(next() * 512);
    const y = r(next() * 512);
    const d = `M${r(x - 150)},${r(y + 40)} C${r(x - 40)},${r(y - 30)} ${r(x + 60)},${r(y + 30)} ${r(x + 170)},${r(y - 40)}`;
    return stroke(d, next() > 0.5 ? light : dark, r(18 + next() * 40), { opacity: r(0.1 + next() * 0.14) });
  }).join('');
  return rect(0, 0, 512, 512, 'url(#ground)') + group(strokes, { filter: 'url(#brush)' });
}

const glasses = ({ turn }: Face, frame: string) =>
  [-1, 1]
    .map((side) => {
      const x = CX + turn + side * 35;
      const d = `M${x - 26},214 C${x - 26},204 ${x + 26},204 ${x + 26},214 C${x + 28},240 ${x + 18},250 ${x},250 C${x - 18},250 ${x - 28},240 ${x - 26},214 Z`;
      return (
        path(d, '#fff', { opacity: 0.1 }) +
        stroke(d, frame, 4) +
        stroke(`M${x - 16},214 L${x - 22},232`, '#fff', 3, { opacity: 0.3 })
      );
    })
    .join('') +
  stroke(`M${CX + turn - 9},220 C${CX + turn - 4},215 ${CX + turn + 4},215 ${CX + turn + 9},220`, frame, 4) +
  stroke(`M${CX + turn - 61},218 L${CX - 79},222 M${CX + turn + 61},218 L${CX + 77},222`, frame, 3.4);

const earrings = ({ cheek, turn }: Face, colour: string) =>
  [-1, 1]
    .map((side) => {
      const x = CX + side * (cheek - 1) - turn * 0.3;
      return ellipse(x, 274, 6, 8, colour) + ellipse(x - 1.6, 271, 2, 2.6, '#fff', { opacity: 0.75 });
    })
    .join('');

/** One sitter, as an SVG of 512 by 512. */
export function portrait(sitter: Sitter, seed: number): string {
  const { face, hair } = sitter;
  const cut: Cut = CUTS[sitter.cut];
  const defs =
    faceDefs(face.skin) +
    radial(
      'ground',
      [
        [0, sitter.ground[0]],
        [1, sitter.ground[1]],
      ],
      { cx: 0.32, cy: 0.26, r: 0.95 },
    ) +
    linear(
      'dusk',
      [
        [0, '#fff4e2', 0.2],
        [0.55, '#fff4e2', 0],
        [1, '#2a1a14', 0.2],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 1 },
    ) +
    wobble('edge', 0.03, 5) +
    wobble('brush', 0.012, 60, 4) +
    blur('halo', 22) +
    paperDefs('paper', 0.42, 0.55);
  const beard = sitter.beard ? beardShape(sitter.beard, hair) : '';
  const figure =
    hairBack(cut, hair) +
    neck(face) +
    group(dressed(sitter.dress), { filter: 'url(#edge)' }) +
    group(
      head(face, path(cut.front, '#000'), beard) +
        hairFront(cut, hair) +
        (sitter.earrings ? earrings(face, sitter.earrings) : '') +
        (sitter.glasses ? glasses(face, sitter.glasses) : ''),
      {
        transform: `rotate(${face.turn > 0 ? -2.5 : 2.5} 256 380)`,
      },
    );
  return sheet(
    512,
    512,
    defs,
    ground(sitter.ground, seed) +
      group(figure, {
        transform: `translate(256 ${sitter.near ? 268 : 262}) scale(${sitter.near ?? 1.19}) translate(-256 -248)`,
      }) +
      rect(0, 0, 512, 512, 'url(#dusk)') +
      paper('paper', 512, 512),
  );
}
