/* Draws the portraits of the demo house: `node demo-site/drawing/portraits.ts [name …]`. */
import { fileURLToPath } from 'node:url';
import { portrait } from './portraits/portrait.ts';
import { SITTERS } from './portraits/sitters.ts';
import { render } from './render.ts';

const folder = fileURLToPath(new URL('../house/portraits/', import.meta.url));
const wanted = process.argv.slice(2);

await render(
  SITTERS.map((sitter, i) => ({
    file: `${folder}${sitter.name}.webp`,
    svg: portrait(sitter, i + 1),
    width: 256,
    height: 256,
    quality: 0.93,
  })).filter(({ file }) => wanted.length === 0 || wanted.some((name) => file.includes(name))),
);
