import { dataBlock, type Html, html } from './html.ts';
import { ROOMS } from './rooms.ts';

export interface Page {
  /** Its address below /demo/, with a slash at the end; '' is the home page. */
  path: string;
  title: string;
  description: string;
  /** Which entry of the navigation it belongs to. */
  current?: string;
  body: Html;
  /** A class of the root element, so that what lies outside the body follows it too. */
  rootClass?: string;
  data?: unknown[];
  /** The picture and the facts that a shared link shows. */
  share?: { image: string; type: string; price?: number };
  /** A script of its own beside the shop's. */
  script?: string;
}

const MAISON = [
  ['lookbook', 'Lookbook'],
  ['maison', 'The Maison'],
  ['care', 'Care & contact'],
] as const;

const links = (current: string | undefined) =>
  [...ROOMS.map(({ id, title }) => [id, title] as const), ...MAISON].map(
    ([id, title]) =>
      html`<li><a href="/demo/${id}/"${current === id ? html` aria-current="page"` : ''}>${title}</a></li>`,
  );

export const emblem = html`<svg class="emblem" viewBox="0 0 48 30" width="48" height="30" aria-hidden="true"><path d="M14 26a10 10 0 0 1 20 0Z"/><path d="M24 3v7M13.5 5.5l3.2 6.4M34.5 5.5l-3.2 6.4M5 12.5l5.6 4.6M43 12.5l-5.6 4.6M2 22l6.5 1.5M46 22l-6.5 1.5M2 29h44" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/></svg>`;

const header = (current: string | undefined) => html`
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead">
  <details class="menu">
    <summary><span class="menu-lines" aria-hidden="true"></span>Menu</summary>
    <nav aria-label="Menu"><ul>${links(current)}</ul></nav>
  </details>
  <a class="wordmark" href="/demo/" aria-label="Maison Aurèle, home">Maison Aurèle</a>
  <a class="bag-link" href="/demo/bag/">Bag <span class="bag-count" data-bag-count></span></a>
  <nav class="bar" aria-label="The house"><ul>${links(current)}</ul></nav>
</header>`;

const BOUTIQUES = [
  ['Paris', '24, rue Saint-Honoré', 'Monday to Saturday 10:30–19:00', 'Sunday 12:00–18:00'],
  ['Milan', 'Via Monte Napoleone 11', 'Monday to Saturday 10:00–19:30', 'Sunday 11:00–19:00'],
  ['Tokyo', 'Ginza 5-4-2, Chuo-ku', 'Every day 11:00–20:00', ''],
  ['New York', '718 Madison Avenue', 'Monday to Saturday 10:00–18:00', 'Thursday until 19:00, Sunday 12:00–17:00'],
] as const;

export const boutiques = html`<ul class="boutiques">${BOUTIQUES.map(
  ([city, street, week, more]) =>
    html`<li><h3>${city}</h3><p>${street}</p><p>${week}${more ? html`<br>${more}` : ''}</p></li>`,
)}</ul>`;

const footer = html`
<footer class="footer">
  <div class="footer-mark">${emblem}</div>
  <section aria-labelledby="boutiques"><h2 id="boutiques" class="label">The boutiques</h2>${boutiques}</section>
  <nav aria-label="Foot of the page"><ul>
    <li><a href="/demo/maison/">The Maison</a></li>
    <li><a href="/demo/lookbook/">Lookbook</a></li>
    <li><a href="/demo/care/">Care &amp; contact</a></li>
    <li><a href="/demo/privacy/">Privacy</a></li>
  </ul></nav>
  <p class="fine">Maison Aurèle is an invented house. Nothing here is sold, and nothing is sent.</p>
</footer>`;

const share = ({ share: shared, title, description }: Page) =>
  html`<meta property="og:site_name" content="Maison Aurèle"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta property="og:type" content="${shared?.type ?? 'website'}"><meta property="og:image" content="${shared?.image ?? '/demo/pictures/morning-wide-1200.webp'}">${
    shared?.price === undefined
      ? ''
      : html`<meta property="product:price:amount" content="${shared.price.toFixed(2)}"><meta property="product:price:currency" content="EUR"><meta property="product:brand" content="Maison Aurèle">`
  }`;

/** A whole page; `asset` gives the address of a style sheet, script or font. */
export function page(one: Page, asset: (name: string) => string): Html {
  return html`<!doctype html>
<html lang="en"${one.rootClass ? html` class="${one.rootClass}"` : ''}>
<head>
<meta charset="utf-8">
<title>${one.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="${one.description}">
<meta name="theme-color" content="#191512" media="(prefers-color-scheme: dark)">
<meta name="theme-color" content="#f8f3ea">
${share(one)}
<link rel="icon" href="${asset('emblem.svg')}\" type="image/svg+xml">
<link rel="preload" href="${asset('cormorant.woff2')}\" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="${asset('inter.woff2')}\" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${asset('shop.css')}\">
<script type="module" src="${asset('shop.js')}\"></script>
${one.script ? html`<script type="module" src="${asset(one.script)}"></script>` : ''}
<script async crossorigin src="/salon.js" data-brand="maison-aurele"></script>
${(one.data ?? []).map(dataBlock)}
</head>
<body>
${header(one.current)}
<main id="main" tabindex="-1">
${one.body}
</main>
${footer}
</body>
</html>
`;
}
