/* Draws the pictures of the shop: `node demo-site/drawing/pictures.ts [name …]`. */
import { fileURLToPath } from 'node:url';
import { scenes } from './editorial.ts';
import { SUBJECTS, type Subject, subjectPlate } from './plates.ts';
import { type Plate, render } from './render.ts';

const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
const wanted = process.argv.slice(2);

function plates(subject: Subject): Plate[] {
  const quality = subject.quality ?? 0.76;
  const whole = subjectPlate(subject, false);
  const sizes = [400, 640, 1200].map((width) => ({
    file: `${folder}${subject.name}-${width}.webp`,
    svg: whole,
    width,
    height: width * 1.25,
    quality: width > 1000 ? Math.min(0.76, quality + 0.12) : quality,
  }));
  return [
    ...sizes,
    {
      file: `${folder}${subject.name}-closer-640.webp`,
      svg: subjectPlate(subject, true),
      width: 640,
      height: 800,
      quality,
    },
  ];
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
