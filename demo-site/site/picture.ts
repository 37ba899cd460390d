import { type Html, html } from './html.ts';

export interface Shown {
  plate: string;
  alt: string;
  /** The share of the window it takes, as `sizes` says it. */
  sizes: string;
  /** The largest thing in view at load: fetched first instead of late. */
  first?: boolean;
  className?: string;
}

const SIZES = [400, 640, 1200];
export const srcset = (plate: string) =>
  SIZES.map((width) => `/demo/pictures/${plate}-${width}.webp ${width}w`).join(', ');

const haste = (first: boolean | undefined) =>
  first ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`;

/** A product's plate, four to five. */
export const plateImage = ({ plate, alt, sizes, first, className }: Shown): Html =>
  html`<img${className ? html` class="${className}"` : ''} src="/demo/pictures/${plate}-640.webp" srcset="${srcset(plate)}" sizes="${sizes}" width="640" height="800" alt="${alt}"${haste(first)}>`;

/** The closer look at it: one size is enough. */
export const closerImage = (plate: string, alt: string): Html =>
  html`<img src="/demo/pictures/${plate}-closer-640.webp" width="640" height="800" alt="${alt}, closer" loading="lazy" decoding="async">`;

/** A scene, four to three. */
export const sceneImage = (name: string, alt: string, sizes: string): Html =>
  html`<img src="/demo/pictures/${name}-640.webp" srcset="/demo/pictures/${name}-640.webp 640w, /demo/pictures/${name}-1200.webp 1200w" sizes="${sizes}" width="640" height="480" alt="${alt}" loading="lazy" decoding="async">`;
