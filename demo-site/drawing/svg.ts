/* Small helpers for drawing by hand in SVG: everything is a string until it is rendered. */

export type Attributes = Record<string, string | number | undefined>;

const attributes = (given: Attributes) =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

export const tag = (name: string, given: Attributes = {}, inside = '') =>
  `<${name}${attributes(given)}${inside ? `>${inside}</${name}>` : '/>'}`;

export const path = (d: string, fill: string, more: Attributes = {}) => tag('path', { d, fill, ...more });

export const stroke = (d: string, colour: string, width: number, more: Attributes = {}) =>
  tag('path', { d, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linecap': 'round', ...more });

export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more: Attributes = {}) =>
  tag('ellipse', { cx, cy, rx, ry, fill, ...more });

export const rect = (x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}) =>
  tag('rect', { x, y, width, height, fill, ...more });

export const group = (inside: string, more: Attributes = {}) => tag('g', more, inside);

export const blur = (id: string, deviation: number) =>
  `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;

/** Edges that waver a little, as those of a loaded brush do. */
export const wobble = (id: string, frequency: number, scale: number, seed = 3) =>
  `<filter id="${id}" x="-10%" y="-10%" width="120%" height="120%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="2" seed="${seed}"/><feDisplacementMap in="SourceGraphic" scale="${scale}" xChannelSelector="R" yChannelSelector="G"/></filter>`;

/** Colour stops from pale to dark: [offset, colour, opacity?]. */
export type Stop = [number, string, number?];
const stops = (list: Stop[]) =>
  list
    .map(([offset, colour, opacity]) => tag('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity }))
    .join('');

export const linear = (id: string, list: Stop[], more: Attributes = {}) =>
  tag('linearGradient', { id, ...more }, stops(list));

export const radial = (id: string, list: Stop[], more: Attributes = {}) =>
  tag('radialGradient', { id, ...more }, stops(list));

export const clip = (id: string, inside: string) => tag('clipPath', { id }, inside);

/** The tooth of the paper under the paint: laid over the whole sheet. */
export const paperDefs = (id: string, strength: number, frequency = 0.7) =>
  `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="3" seed="8"/><feColorMatrix values="0 0 0 0 .5  0 0 0 0 .46  0 0 0 0 .4  ${strength} ${strength} 0 0 ${-strength * 0.82}"/></filter>`;

export const paper = (id: string, width: number, height: number) =>
  tag('rect', { width, height, filter: `url(#${id})`, style: 'mix-blend-mode:multiply' });

export const sheet = (width: number, height: number, defs: string, inside: string, crop = [0, 0, width, height]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${crop.join(' ')}"><defs>${defs}</defs>${inside}</svg>`;

/** A small repeatable source of chance, so that a drawing is the same each time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Rounded to a tenth: drawings stay readable and small. */
export const r = (value: number) => Math.round(value * 10) / 10;
