import { blur, chance, group, linear, paper, paperDefs, path, r, radial, rect, sheet, stroke, wobble } from './svg.ts';

export const WIDTH = 880;
export const HEIGHT = 1100;

/** Something that can stand or lie in a scene; drawn about its own foot (standing) or middle (lying). */
export interface Thing {
  defs: string;
  /** Its outline, for the shadows it throws. */
  outline: string;
  paint: string;
  /** What its shadow is filled with, where light passes through it. */
  tint?: string;
}

export interface Ground {
  pale: string;
  mid: string;
  deep: string;
  /** The table's own colours; without them the thing lies on the paper itself. */
  table?: [string, string];
  horizon?: number;
}

export interface Placed {
  thing: Thing;
  x: number;
  y: number;
  scale?: number;
  turn?: number;
  lies?: boolean;
}

function brushwork(width: number, height: number, { pale, deep }: Ground): string {
  const next = chance(width + height);
  return Array.from({ length: 34 }, () => {
    const x = r(next() * width);
    const y = r(next() * height);
    const d = `M${r(x - 260)},${r(y + 60)} C${r(x - 80)},${r(y - 50)} ${r(x + 90)},${r(y + 50)} ${r(x + 280)},${r(y - 60)}`;
    return stroke(d, next() > 0.5 ? pale : deep, r(30 + next() * 70), { opacity: 0.03 + next() * 0.06 });
  }).join('');
}

/** Morning through a tall window: panes of light, leaning. */
function windowLight(x: number, y: number, size: number): string {
  const panes = [0, 1].flatMap((column) =>
    [0, 1, 2].map((row) => {
      const left = x + column * size * 0.62 - row * size * 0.3;
      const top = y + row * size * 0.86 + column * size * 0.16;
      const [w, h, lean] = [size * 0.54, size * 0.76, -size * 0.27];
      return `M${r(left)},${r(top)} l${r(w)},${r(size * 0.14)} l${r(lean)},${r(h)} l${r(-w)},${r(-size * 0.14)} Z`;
    }),
  );
  return path(panes.join(' '), '#fff3d8', { opacity: 0.42, filter: 'url(#pane)' });
}

export interface Sheet {
  width: number;
  height: number;
  /** Looks closer: left, top, width and height of what is shown. */
  crop?: [number, number, number, number];
  /** How plainly the paper's tooth shows. */
  tooth?: number;
  light?: { x: number; y: number; size: number };
}

export function backdrop({ width, height, light }: Sheet, ground: Ground): string {
  const horizon = ground.horizon ?? height * 0.74;
  const wall =
    rect(0, 0, width, height, 'url(#wall)') + group(brushwork(width, height, ground), { filter: 'url(#brush)' });
  const panes = light ? windowLight(light.x, light.y, light.size) : '';
  if (!ground.table) return wall + panes;
  const table = `M0,${horizon} L${width},${horizon} L${width},${height} L0,${height} Z`;
  return (
    wall +
    panes +
    path(table, 'url(#table)', { filter: 'url(#edge)' }) +
    rect(0, horizon - 26, width, 30, 'url(#meet)') +
    group(
      stroke(
        `M-20,${horizon + 90} C${width * 0.3},${horizon + 60} ${width * 0.6},${horizon + 120} ${width + 20},${horizon + 80}`,
        ground.table[0],
        60,
        { opacity: 0.25 },
      ) +
        stroke(
          `M-20,${horizon + 210} C${width * 0.4},${horizon + 180} ${width * 0.7},${horizon + 250} ${width + 20},${horizon + 200}`,
          ground.table[1],
          70,
          { opacity: 0.2 },
        ),
      { filter: 'url(#brush)' },
    )
  );
}

const standing = ({ outline, tint }: Thing) =>
  path(outline, tint ?? '#2b1a12', {
    transform: 'skewX(-52) scale(1,-.34) scale(1,-1)',
    opacity: tint ? 0.5 : 0.4,
    filter: 'url(#far)',
  }) + path(outline, '#2b1a12', { transform: 'skewX(-40) scale(1,.07)', opacity: 0.5, filter: 'url(#near)' });

const lying = ({ outline }: Thing) =>
  path(outline, '#2b1a12', { transform: 'translate(30,40)', opacity: 0.34, filter: 'url(#far)' }) +
  path(outline, '#2b1a12', { transform: 'translate(8,11)', opacity: 0.42, filter: 'url(#near)' });

export const place = ({ thing, x, y, scale = 1, turn = 0, lies = false }: Placed) =>
  group(group(lies ? lying(thing) : standing(thing)) + thing.paint, {
    transform: `translate(${x} ${y}) rotate(${turn}) scale(${scale})`,
  });

/** A finished plate: ground, things in their order, and the tooth of the paper over all. */
export function plate(size: Sheet, ground: Ground, things: Placed[], over = ''): string {
  const defs =
    radial(
      'wall',
      [
        [0, ground.pale],
        [0.55, ground.mid],
        [1, ground.deep],
      ],
      { cx: 0.3, cy: 0.22, r: 1.05 },
    ) +
    (ground.table
      ? linear(
          'table',
          [
            [0, ground.table[1]],
            [0.18, ground.table[0]],
            [1, ground.table[1]],
          ],
          { x1: 0, y1: 0, x2: 0.25, y2: 1 },
        )
      : '') +
    linear(
      'meet',
      [
        [0, '#2b1a12', 0],
        [0.85, '#2b1a12', 0.16],
        [1, '#2b1a12', 0],
      ],
      { x1: 0, y1: 0, x2: 0, y2: 1 },
    ) +
    linear(
      'dusk',
      [
        [0, '#fff4e2', 0.14],
        [0.5, '#fff4e2', 0],
        [1, '#22130d', 0.22],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 1 },
    ) +
    wobble('edge', 0.02, 4) +
    wobble('brush', 0.008, 90, 4) +
    blur('pane', 7) +
    blur('far', 20) +
    blur('near', 6) +
    blur('soft', 10) +
    blur('fine', 2.4) +
    blur('haze', 26) +
    paperDefs('paper', size.tooth ?? 0.3, 0.6) +
    [...new Set(things.map(({ thing }) => thing.defs))].join('');
  const { width, height } = size;
  const painted =
    backdrop(size, ground) +
    things.map(place).join('') +
    over +
    rect(0, 0, width, height, 'url(#dusk)') +
    (size.tooth === 0 ? '' : paper('paper', width, height));
  return sheet(width, height, defs, painted, size.crop);
}
