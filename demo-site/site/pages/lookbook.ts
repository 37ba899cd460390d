import { html } from '../html.ts';
import type { Page } from '../layout.ts';
import { plateImage, srcset } from '../picture.ts';
import type { Product } from '../product.ts';
import { first, PRODUCTS, priceText, productPath } from '../products.ts';
import { plainData } from '../structured.ts';

const HOURS: [slug: string, hour: string, text: string][] = [
  [
    'brume',
    'Seven',
    'Water before anything else. The window is open a hand’s width and the glass takes the colour of the street.',
  ],
  ['promenade', 'Nine', 'Out with a book, a scarf in case, and room for what the morning brings home.'],
  ['meridienne-36', 'Noon', 'The line on the church floor is crossed by light. The watch agrees.'],
  ['les-marees', 'Three', 'Wind from the river. A knot at the neck, one end free.'],
  ['ondee', 'Five', 'The branch from the market has opened. It wants only this much water.'],
  [
    'la-reserve-24',
    'Seven, again',
    'Tickets, lipstick, a pencil for the programme. It closes with a sound like a small door.',
  ],
  ['goutte', 'Nine, again', 'Candles. Everything that hangs begins to move.'],
  ['figue-de-nuit', 'Midnight', 'The wall of the courtyard gives back the day. There is a fig tree somewhere.'],
];

export interface Look {
  path: string;
  hour: string;
  text: string;
  product: Product;
}

const looks: Look[] = HOURS.map(([slug, hour, text]) => {
  const product = PRODUCTS.find((one) => one.slug === slug);
  if (!product) throw new Error(`no product "${slug}"`);
  return { path: `lookbook/${slug}/`, hour, text, product };
});

const at = (i: number) => looks[(i + looks.length) % looks.length] as Look;
const title = ({ product, hour }: Look) => `${product.name} · ${hour} · Lookbook · Maison Aurèle`;
const alt = ({ product }: Look) => first(product).alt;
const price = ({ product }: Look) => `${product.kind} · ${priceText(first(product).price)}`;

/** What the page's script needs to show another look in place. */
export const lookData = looks.map((look, i) => ({
  href: `/demo/${look.path}`,
  title: title(look),
  hour: look.hour,
  name: look.product.name,
  text: look.text,
  price: price(look),
  product: productPath(look.product),
  plate: first(look.product).plate,
  srcset: srcset(first(look.product).plate),
  alt: alt(look),
  before: `/demo/${at(i - 1).path}`,
  after: `/demo/${at(i + 1).path}`,
  data: plainData(look.product),
}));

const hours = (current: Look) =>
  html`<nav class="hours" aria-label="Hours"><ol>${looks.map((look) => html`<li><a href="/demo/${look.path}" data-look${look === current ? html` aria-current="page"` : ''}>${look.hour}</a></li>`)}</ol></nav>`;

const lookPage = (look: Look, i: number, path = look.path): Page => ({
  path,
  title: title(look),
  description: `${look.product.name} at ${look.hour.toLowerCase()}: ${look.text}`,
  current: 'lookbook',
  rootClass: 'lookbook-page',
  script: 'lookbook.js',
  data: [plainData(look.product)],
  share: { image: `/demo/pictures/${first(look.product).plate}-1200.webp`, type: 'article' },
  body: html`<div class="look" data-looks="/demo/lookbook/looks.json">
<figure>${plateImage({ plate: first(look.product).plate, alt: alt(look), sizes: '(min-width: 700px) 50vw, 88vw', first: true })}</figure>
<div class="look-words"><p class="label">Lookbook · Winter 2026</p><p class="look-hour" data-hour>${look.hour}</p><h1 tabindex="-1" data-name>${look.product.name}</h1><p class="lead" data-text>${look.text}</p><p class="price" data-price>${price(look)}</p>
<p class="ways"><a class="button" href="${productPath(look.product)}" data-product-link>See the object</a></p>
<p class="turn"><a class="quiet" href="/demo/${at(i - 1).path}" rel="prev" data-look data-before>Earlier</a><a class="quiet" href="/demo/${at(i + 1).path}" rel="next" data-look data-after>Later</a></p></div>
</div>${hours(look)}<p class="unseen" role="status" data-said></p>`,
});

export const lookbookPages: Page[] = [lookPage(at(0), 0, 'lookbook/'), ...looks.map((look, i) => lookPage(look, i))];
