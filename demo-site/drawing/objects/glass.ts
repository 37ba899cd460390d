import type { Thing } from '../scene.ts';
import { clip, ellipse, group, linear, path, r, radial, stroke, tag } from '../svg.ts';

export interface Tint {
  id: string;
  pale: string;
  base: string;
  deep: string;
}

export const TINTS = {
  amber: { id: 'amber', pale: '#ffe3a6', base: '#d98f36', deep: '#8a4413' },
  sea: { id: 'sea', pale: '#d8f0e8', base: '#6fb0a4', deep: '#25605a' },
  rose: { id: 'rose', pale: '#ffe0d8', base: '#d8877f', deep: '#8e3440' },
  smoke: { id: 'smoke', pale: '#ece8e2', base: '#9b938c', deep: '#4a4440' },
} satisfies Record<string, Tint>;

/** Height above the foot and radius there. */
type Profile = [height: number, radius: number][];

/** A smooth curve through the profile at a share of its radius: -1 the left edge, 1 the right. */
function flank(profile: Profile, share: number, sway = 0): string {
  const points = profile.map(([h, radius], i) => [share * radius + Math.sin(i * 0.9) * sway, -h] as const);
  return points
    .map(([x, y], i) => {
      const before = points[i - 1];
      if (!before) return `${r(x)},${r(y)}`;
      const [px, py] = before;
      const slope = (k: number) => {
        const [a, b] = [points[Math.max(0, k - 1)] ?? before, points[Math.min(points.length - 1, k + 1)] ?? before];
        return [(b[0] - a[0]) / 6, (b[1] - a[1]) / 6] as const;
      };
      const [s0, s1] = [slope(i - 1), slope(i)];
      return `C${r(px + s0[0])},${r(py + s0[1])} ${r(x - s1[0])},${r(y - s1[1])} ${r(x)},${r(y)}`;
    })
    .join(' ');
}

const silhouette = (profile: Profile) => {
  const top = profile.at(-1) ?? [0, 0];
  const foot = profile[0] ?? [0, 0];
  const back = flank([...profile].reverse(), 1);
  return `M${flank(profile, -1)} A${top[1]},${r(top[1] * 0.2)} 0 0 1 ${top[1]},${-top[0]} L${back} A${foot[1]},${r(foot[1] * 0.2)} 0 0 1 ${-foot[1]},${-foot[0]} Z`;
};

export interface Blown {
  profile: Profile;
  tint: Tint;
  /** How many ribs run up it, and how far they sway. */
  ribs: number;
  sway: number;
  /** Water or wine inside: up to which height, in which colour. */
  filled?: { to: number; colour: string };
  inside?: string;
}

/** Glass turned at the lamp: the light passes through it and lies coloured on the table. */
export function blown({ profile, tint, ribs, sway, filled, inside = '' }: Blown): Thing {
  const shape = silhouette(profile);
  const [top, rim] = profile.at(-1) ?? [0, 0];
  const [, foot] = profile[0] ?? [0, 0];
  const id = `glass-${tint.id}-${top}`;
  const defs =
    clip(id, tag('path', { d: shape })) +
    linear(
      `${id}-wall`,
      [
        [0, tint.deep, 0.85],
        [0.14, tint.base, 0.6],
        [0.4, tint.pale, 0.34],
        [0.7, tint.base, 0.5],
        [0.92, tint.deep, 0.8],
        [1, tint.deep, 0.95],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 0 },
    ) +
    radial(
      `${id}-glow`,
      [
        [0, '#fffbe8', 0.95],
        [0.4, tint.pale, 0.8],
        [1, tint.base, 0],
      ],
      {},
    );
  const lines = Array.from({ length: ribs }, (_, i) => {
    const share = Math.sin(((i + 0.5) / ribs - 0.5) * Math.PI);
    return stroke(`M${flank(profile, share, sway)}`, i % 2 ? tint.deep : '#fffdf4', i % 2 ? 5 : 4, {
      opacity: i % 2 ? 0.22 : 0.42,
      filter: 'url(#fine)',
    });
  }).join('');
  const water = filled ? path(`M-400,${-filled.to} H400 V40 H-400 Z`, filled.colour, { opacity: 0.4 }) : '';
  const paint =
    ellipse(foot * 1.6, -2, foot * 1.9, foot * 0.36, `url(#${id}-glow)`, {
      transform: `rotate(-9)`,
      opacity: 0.75,
      filter: 'url(#soft)',
    }) +
    ellipse(0, -top, rim, rim * 0.2, tint.deep, { opacity: 0.35 }) +
    inside +
    group(
      path(shape, `url(#${id}-wall)`) +
        water +
        lines +
        ellipse(0, -foot * 0.18, foot * 0.92, foot * 0.3, tint.deep, { opacity: 0.5, filter: 'url(#fine)' }) +
        ellipse(foot * 0.16, -foot * 0.12, foot * 0.6, foot * 0.15, tint.pale, {
          opacity: 0.95,
          filter: 'url(#fine)',
        }) +
        stroke(`M${flank(profile, -0.66, sway)}`, '#fff', 15, { opacity: 0.55, filter: 'url(#fine)' }) +
        stroke(`M${flank(profile, -0.52, sway)}`, '#fff', 4, { opacity: 0.7, filter: 'url(#fine)' }) +
        stroke(`M${flank(profile, 0.86, 0)}`, '#fff', 6, { opacity: 0.4, filter: 'url(#fine)' }),
      { 'clip-path': `url(#${id})` },
    ) +
    (filled
      ? ellipse(
          0,
          -filled.to,
          radiusAt(profile, filled.to) * 0.97,
          radiusAt(profile, filled.to) * 0.17,
          filled.colour,
          { opacity: 0.45, stroke: '#fff', 'stroke-width': 1.6, 'stroke-opacity': 0.6 },
        )
      : '') +
    stroke(`M${flank(profile, -1)}`, tint.deep, 2.4, { opacity: 0.6 }) +
    stroke(`M${flank(profile, 1)}`, tint.deep, 2.6, { opacity: 0.7 }) +
    ellipse(0, -top, rim, rim * 0.2, 'none', { stroke: tint.deep, 'stroke-width': 3, opacity: 0.75 }) +
    stroke(`M${-rim},${-top} A${rim},${r(rim * 0.2)} 0 0 0 ${r(rim * 0.4)},${r(-top + rim * 0.183)}`, '#fff', 3, {
      opacity: 0.95,
    });
  return { defs, outline: shape, paint, tint: tint.deep };
}

function radiusAt(profile: Profile, height: number): number {
  const i = profile.findIndex(([h]) => h >= height);
  const [above, below] = [profile[i], profile[i - 1]];
  if (!above || !below) return above?.[1] ?? 0;
  return below[1] + ((above[1] - below[1]) * (height - below[0])) / (above[0] - below[0]);
}

export const PROFILES = {
  vase: [
    [0, 92],
    [40, 122],
    [130, 172],
    [240, 166],
    [340, 112],
    [420, 72],
    [480, 70],
    [530, 94],
  ],
  carafe: [
    [0, 118],
    [50, 138],
    [150, 142],
    [250, 112],
    [340, 62],
    [430, 50],
    [520, 54],
    [580, 74],
  ],
  tumbler: [
    [0, 74],
    [26, 82],
    [90, 90],
    [170, 98],
    [200, 101],
  ],
} satisfies Record<string, Profile>;

/** A branch in flower, standing in the vase: stems below the rim, blossom above it. */
export function blossom(foot: number, leafColour: string, petal: string, heart: string): string {
  const bloom = (x: number, y: number, size: number) =>
    group(
      Array.from({ length: 5 }, (_, i) =>
        path(
          `M0,0 C${size * 0.7},${-size * 0.3} ${size * 0.6},${-size} 0,${-size * 1.05} C${-size * 0.6},${-size} ${-size * 0.7},${-size * 0.3} 0,0 Z`,
          petal,
          { transform: `rotate(${i * 72})`, opacity: 0.95 },
        ),
      ).join('') +
        Array.from({ length: 5 }, (_, i) =>
          stroke(`M0,${-size * 0.2} V${-size * 0.6}`, heart, 1.6, { transform: `rotate(${i * 72})`, opacity: 0.6 }),
        ).join('') +
        ellipse(0, 0, size * 0.22, size * 0.22, heart),
      { transform: `translate(${x} ${y}) rotate(${(x * 7) % 60}) scale(1,.9)` },
    );
  const leafAt = (x: number, y: number, turn: number) =>
    path('M0,0 C18,-24 56,-26 78,0 C56,14 20,14 0,0 Z', leafColour, {
      transform: `translate(${x} ${y}) rotate(${turn})`,
    }) + stroke('M6,0 H66', '#f3ecd2', 1.4, { transform: `translate(${x} ${y}) rotate(${turn})`, opacity: 0.5 });
  const stems = [
    `M-14,${-foot * 0.1} C0,-240 -30,-420 -50,-560 C-84,-720 -180,-780 -250,-850`,
    `M16,${-foot * 0.1} C-10,-260 30,-440 40,-570 C60,-700 150,-760 190,-880`,
    'M44,-600 C110,-650 180,-660 250,-690',
    'M-66,-660 C-110,-680 -190,-660 -240,-640',
  ];
  const flowers: [number, number, number][] = [
    [-250, -850, 40],
    [-190, -790, 32],
    [-128, -742, 36],
    [-240, -640, 34],
    [-160, -672, 26],
    [190, -880, 42],
    [158, -800, 32],
    [110, -740, 38],
    [250, -690, 34],
    [176, -666, 28],
    [-60, -630, 30],
    [56, -656, 32],
    [-20, -700, 24],
  ];
  return (
    stems
      .map(
        (d, i) =>
          stroke(d, '#4a3327', i < 2 ? 9 : 6) +
          stroke(d, '#8a6a4c', 2.4, { transform: 'translate(-2,-1)', opacity: 0.8 }),
      )
      .join('') +
    leafAt(-100, -720, 200) +
    leafAt(70, -700, -60) +
    leafAt(140, -770, 20) +
    leafAt(-214, -820, -120) +
    leafAt(-190, -650, 130) +
    leafAt(210, -680, 50) +
    leafAt(30, -600, -30) +
    leafAt(-70, -600, 215) +
    flowers.map(([x, y, size]) => bloom(x, y, size)).join('')
  );
}
