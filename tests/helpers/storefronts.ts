import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NewPerson } from './browser.ts';
import { shopperOnOwn, TAG } from './own-page.ts';
import type { Shopper } from './shopper.ts';

/** Templates of storefronts that others wrote, as they lie in the registry. */
export const STOREFRONTS = ['startbootstrap-shop-item', 'startbootstrap-shop-homepage'] as const;

const { resolve } = createRequire(import.meta.url);
const read = (name: string, file: string) => readFileSync(resolve(`${name}/dist/${file}`), 'utf8');

/** What lies on other hosts: their scripts and icons are cut, their pictures are grey and as large as they say. */
const ELSEWHERE = /<(?:script|link)[^>]+https:\/\/.*(?:<\/script>|\/>)/g;
const PICTURE = /^https:\/\/dummyimage\.com\/(\d+)x(\d+)/;
const grey = (address: string) => {
  const [, width, height] = PICTURE.exec(address) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#dee2e6"/></svg>`;
};

/** A shopper on such a page, into which the house has put the tag and, where given, styles of its own. */
export async function shopperOnStorefront(
  relay: string,
  newPerson: NewPerson,
  { name, css = '', options = {} }: { name: string; css?: string; options?: Parameters<NewPerson>[0] },
): Promise<Shopper> {
  const html = read(name, 'index.html')
    .replace(ELSEWHERE, '')
    .replace('</head>', `<style>${css}</style></head>`)
    .replace('</body>', `${TAG}</body>`);
  const withFiles: NewPerson = async (given) => {
    const person = await newPerson(given);
    await person.context.route(PICTURE, (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: grey(route.request().url()) }),
    );
    for (const [file, contentType] of [
      ['css/styles.css', 'text/css'],
      ['js/scripts.js', 'text/javascript'],
    ] as const)
      await person.context.route(`${relay}/shop/${file}`, (route) =>
        route.fulfill({ contentType, body: read(name, file) }),
      );
    return person;
  };
  return shopperOnOwn(relay, withFiles, { html, path: '/shop/', options });
}
