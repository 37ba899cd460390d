/* Builds the demo shop and the front door into dist/: `node demo-site/build.ts`. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FACES, frontPage } from './front/page.ts';
import { type Page, page } from './site/layout.ts';
import { home } from './site/pages/home.ts';
import { housePages } from './site/pages/house.ts';
import { lookbookPages, lookData } from './site/pages/lookbook.ts';
import { productPages } from './site/pages/product.ts';
import { roomPages } from './site/pages/rooms.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PAGES: Page[] = [home, ...roomPages, ...productPages, ...lookbookPages, ...housePages];

const FONTS = {
  'cormorant.woff2': '@fontsource-variable/cormorant/files/cormorant-latin-wght-normal.woff2',
  'inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
};

type Files = Map<string, string | Buffer>;

function write(folder: string, files: Files): void {
  for (const [name, content] of files) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Without comments and the white space that only people need. */
const tight = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();

const styles = (folder: string) =>
  readdirSync(here(folder))
    .sort()
    .map((file) => tight(readFileSync(here(`${folder}/${file}`), 'utf8')))
    .join('');

/** Node takes the types out; what is left, less its indentation, is what the browser reads. */
function script(file: string): [string, string] {
  const plain = stripTypeScriptTypes(readFileSync(here(`client/${file}`), 'utf8'));
  const lines = plain
    .replace(/(from\s+'\.\/[\w-]+)\.ts'/g, "$1.js'")
    .split('\n')
    .map((line) => line.trim());
  return [file.replace(/\.ts$/, '.js'), lines.filter((line) => line && !line.startsWith('/**')).join('\n')];
}

const fonts = (): [string, Buffer][] => {
  const { resolve } = createRequire(import.meta.url);
  return Object.entries(FONTS).map(([name, file]) => [name, readFileSync(resolve(file))]);
};

const digest = (files: Files) => {
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(name).update(content);
  return hash.digest('hex').slice(0, 10);
};

const emblem = () => readFileSync(here('site/emblem.svg'), 'utf8');

/** The shop, into a folder that is served as /demo/. The folder is emptied first. */
export function buildDemo(outDir: string): void {
  const assets: Files = new Map<string, string | Buffer>([
    ...fonts(),
    ['shop.css', styles('styles')],
    ['emblem.svg', emblem()],
    ...readdirSync(here('client')).map(script),
  ]);
  const folder = `assets/${digest(assets)}`;
  rmSync(outDir, { recursive: true, force: true });
  write(join(outDir, folder), assets);
  write(outDir, new Map(PAGES.map((one) => [`${one.path}index.html`, page(one, `/demo/${folder}/`).text])));
  write(outDir, new Map([['lookbook/looks.json', JSON.stringify(lookData)]]));
  cpSync(here('pictures'), join(outDir, 'pictures'), { recursive: true });
}

/** The front door, into a folder that is served as /: its files lie under /front/. */
export function buildFront(outDir: string): void {
  const assets: Files = new Map<string, string | Buffer>([
    ...fonts(),
    ['front.css', styles('front/styles')],
    ['emblem.svg', emblem()],
    ...FACES.map((file): [string, Buffer] => [file, readFileSync(here(`house/portraits/${file}`))]),
  ]);
  rmSync(outDir, { recursive: true, force: true });
  write(join(outDir, 'assets'), assets);
  write(outDir, new Map([['index.html', frontPage.text]]));
}

if (import.meta.main) {
  const dist = here('../dist');
  buildDemo(join(dist, 'demo'));
  buildFront(join(dist, 'front'));
}
