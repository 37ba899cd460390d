import { linear, radial, tag } from './svg.ts';

export interface Leather {
  id: string;
  light: string;
  base: string;
  dark: string;
  deep: string;
  thread: string;
}

export const LEATHERS = {
  cognac: { id: 'cognac', light: '#d29a63', base: '#a9683a', dark: '#74401f', deep: '#3f2010', thread: '#f0d3a4' },
  aubergine: {
    id: 'aubergine',
    light: '#84566f',
    base: '#552f45',
    dark: '#351a2b',
    deep: '#1c0d17',
    thread: '#cfa9b6',
  },
  moss: { id: 'moss', light: '#8d9670', base: '#5d6648', dark: '#3a422c', deep: '#1f2517', thread: '#d7d6a8' },
  ink: { id: 'ink', light: '#566b88', base: '#2e3f58', dark: '#1b283a', deep: '#0d141f', thread: '#b9c6d6' },
  noir: { id: 'noir', light: '#5a5351', base: '#2e2929', dark: '#1a1717', deep: '#0b0909', thread: '#8f8580' },
  chalk: { id: 'chalk', light: '#fbf3e3', base: '#e6d8bf', dark: '#b9a583', deep: '#7d6a4d', thread: '#8a6a44' },
} satisfies Record<string, Leather>;

/** Pores and wrinkles lit from the upper left, over whatever is painted beneath. */
export const grain = (id: string, frequency: number, depth: number) =>
  `<filter id="${id}" x="-20%" y="-20%" width="140%" height="140%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="3" seed="5" result="n"/><feDiffuseLighting in="n" surfaceScale="${depth}" diffuseConstant="1.16" lighting-color="#fff" result="l"><feDistantLight azimuth="225" elevation="60"/></feDiffuseLighting><feBlend in="SourceGraphic" in2="l" mode="multiply" result="b"/><feComposite in="b" in2="SourceGraphic" operator="in"/></filter>`;

export const leatherDefs = ({ id, light, base, dark, deep }: Leather) =>
  linear(
    `${id}-front`,
    [
      [0, light],
      [0.32, base],
      [0.75, dark],
      [1, deep],
    ],
    { x1: 0, y1: 0, x2: 1, y2: 0.55 },
  ) +
  linear(
    `${id}-flap`,
    [
      [0, light],
      [0.45, base],
      [1, dark],
    ],
    { x1: 0.1, y1: 0, x2: 0.8, y2: 1 },
  ) +
  linear(
    `${id}-round`,
    [
      [0, dark],
      [0.3, light],
      [0.55, base],
      [1, deep],
    ],
    { x1: 0, y1: 0, x2: 1, y2: 0 },
  );

export const METALS = {
  gold: ['#fff3c9', '#e3bd6b', '#b07f35', '#6d4618', '#f6dc96'],
  steel: ['#ffffff', '#c9ced2', '#878f96', '#474d54', '#eef1f3'],
} as const;
export type Metal = keyof typeof METALS;

export const metalDefs = (name: Metal) => {
  const [shine, base, dark, deep, glow] = METALS[name];
  return (
    linear(
      name,
      [
        [0, shine],
        [0.22, base],
        [0.46, deep],
        [0.56, dark],
        [0.78, glow],
        [1, dark],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 1 },
    ) +
    linear(
      `${name}-back`,
      [
        [0, dark],
        [0.3, deep],
        [0.6, base],
        [0.85, shine],
        [1, base],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 1 },
    ) +
    radial(
      `${name}-ball`,
      [
        [0, shine],
        [0.35, base],
        [0.8, dark],
        [1, deep],
      ],
      { cx: 0.36, cy: 0.32, r: 0.75 },
    )
  );
};

export const metalDefsAll = metalDefs('gold') + metalDefs('steel');

/** The house's mark: half a sun on its horizon. */
export function sun(x: number, y: number, size: number, colour: string): string {
  const rays = Array.from({ length: 9 }, (_, i) => {
    const angle = Math.PI + (i * Math.PI) / 8;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return `M${(x + c * size * 0.62).toFixed(1)},${(y + s * size * 0.62).toFixed(1)} L${(x + c * size).toFixed(1)},${(y + s * size).toFixed(1)}`;
  }).join(' ');
  return (
    tag('path', {
      d: `M${x - size * 0.45},${y} a${size * 0.45},${size * 0.45} 0 0 1 ${size * 0.9},0 Z`,
      fill: colour,
    }) +
    tag('path', {
      d: `${rays} M${x - size},${y + size * 0.12} H${x + size}`,
      stroke: colour,
      'stroke-width': size * 0.07,
      'stroke-linecap': 'round',
      fill: 'none',
    })
  );
}
