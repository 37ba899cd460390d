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
  return hash.digest('hex').slice(0, 8);
};

/** Gives every file a name that changes with what is in any of them, in the texts too, so that they keep for ever. */
function lasting(files: Files): { files: Files; address: (name: string) => string } {
  const mark = digest(files);
  const address = (name: string) => name.replace(/\.\w+$/, `-${mark}$&`);
  const names = new RegExp(
    `(?<=["'(/])(${[...files.keys()].map((name) => name.replace('.', '\\.')).join('|')})(?=["')])`,
    'g',
  );
  const renamed = [...files].map(([name, content]): [string, string | Buffer] => [
    address(name),
    typeof content === 'string' ? content.replace(names, address) : content,
  ]);
  return { files: new Map(renamed), address };
}

const emblem = () => readFileSync(here('site/emblem.svg'), 'utf8');

/** The shop, into a folder that is served as /demo/. The folder is emptied first. */
export function buildDemo(outDir: string): void {
  const assets: Files = new Map<string, string | Buffer>([
    ...fonts(),
    ['shop.css', styles('styles')],
    ['emblem.svg', emblem()],
    ...readdirSync(here('client')).map(script),
  ]);
  const { files, address } = lasting(assets);
  const asset = (name: string) => `/demo/assets/${address(name)}`;
  rmSync(outDir, { recursive: true, force: true });
  write(join(outDir, 'assets'), files);
  write(outDir, new Map(PAGES.map((one) => [`${one.path}index.html`, page(one, asset).text])));
  write(outDir, new Map([['lookbook/looks.json', JSON.stringify(lookData)]]));
  cpSync(here('pictures'), join(outDir, 'pictures'), { recursive: true });
}

/** The front door, into a folder that is served as /: what it needs lies in /assets/. */
export function buildFront(outDir: string): void {
  const assets: Files = new Map<string, string | Buffer>([
    ...fonts(),
    ['front.css', styles('front/styles')],
    ['emblem.svg', emblem()],
    ...FACES.map((file): [string, Buffer] => [file, readFileSync(here(`house/portraits/${file}`))]),
  ]);
  rmSync(outDir, { recursive: true, force: true });
  const { files, address } = lasting(assets);
  write(join(outDir, 'assets'), files);
  write(outDir, new Map([['index.html', frontPage((name) => `/assets/${address(name)}`).text]]));
}

if (import.meta.main) {
  const dist = here('../dist');
  buildDemo(join(dist, 'demo'));
  buildFront(join(dist, 'front'));
}
