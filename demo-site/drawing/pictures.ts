/* Draws the pictures of the shop: `node demo-site/drawing/pictures.ts [name …]`. */
import { fileURLToPath } from 'node:url';
import { scenes } from './editorial.ts';
import { SUBJECTS, type Subject, subjectPlate } from './plates.ts';
import { type Plate, render } from './render.ts';

const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
const wanted = process.argv.slice(2);

/** What a card shows may be coarser, what a large screen shows may not. */
const SIZES = [
  { width: 400, finer: -0.1 },
  { width: 640, finer: 0 },
  { width: 1200, finer: 0.1 },
];

function plates(subject: Subject): Plate[] {
  const { name, quality = 0.74 } = subject;
  const plate = (suffix: string, svg: string, width: number, finer: number): Plate => ({
    file: `${folder}${name}-${suffix}.webp`,
    svg,
    width,
    height: width * 1.25,
    quality: Math.min(0.78, quality + finer),
  });
  const whole = subjectPlate(subject, false);
  const sizes = SIZES.map(({ width, finer }) => plate(String(width), whole, width, finer));
  return [...sizes, plate('closer-640', subjectPlate(subject, true), 640, -0.06)];
}

const views: Plate[] = scenes().flatMap(({ name, ratio, widths, svg }) =>
  widths.map((width) => ({
    file: `${folder}${name}-${width}.webp`,
    svg,
    width,
    height: Math.round(width * ratio),
    quality: 0.74,
  })),
);

await render(
  [...SUBJECTS.flatMap(plates), ...views].filter(
    ({ file }) => wanted.length === 0 || wanted.some((name) => file.includes(name)),
  ),
);
