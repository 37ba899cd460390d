import { card, cards } from '../cards.ts';
import { html } from '../html.ts';
import type { Page } from '../layout.ts';
import { plateImage, sceneImage } from '../picture.ts';
import { PRODUCTS } from '../products.ts';
import { ROOMS } from '../rooms.ts';

const CHOSEN = ['les-marees', 'promenade', 'goutte', 'encre-et-cedre'];
const chosen = PRODUCTS.filter(({ slug }) => CHOSEN.includes(slug));

const hero = html`<section class="hero">
  <picture>
    <source media="(min-width: 900px)" srcset="/demo/pictures/morning-wide-1200.webp 1200w, /demo/pictures/morning-wide-1920.webp 1920w" sizes="100vw" width="1600" height="900">
    <img src="/demo/pictures/morning-480.webp" srcset="/demo/pictures/morning-480.webp 480w, /demo/pictures/morning-800.webp 800w" sizes="100vw" width="800" height="1000" alt="A cognac bag on a stone plinth with a silk beneath it, a flacon, two oranges and a vase of blossom in morning light" fetchpriority="high">
  </picture>
  <div class="hero-words">
    <p class="label">Winter 2026</p>
    <h1>Objects for the hours of the day</h1>
    <p>Silk, leather, gold and glass, made slowly in Paris, Lyon and Murano since 1911.</p>
    <p class="ways"><a class="button" href="/demo/lookbook/">Open the lookbook</a> <a class="quiet" href="/demo/silk/">Begin with silk</a></p>
  </div>
</section>`;

const rooms = html`<section class="band" aria-labelledby="rooms">
  <h2 id="rooms" class="title">Six rooms</h2>
  <ul class="rooms">${ROOMS.map(
    (room) =>
      html`<li><a href="/demo/${room.id}/">${plateImage({ plate: room.plate, alt: '', sizes: '(min-width: 900px) 30vw, 46vw' })}<h3>${room.title}</h3><p>${room.line}</p></a></li>`,
  )}</ul>
</section>`;

const atelier = html`<section class="split">
  ${sceneImage('atelier', 'A carré half painted on the table of the atelier, with pots of colour and two brushes', '(min-width: 900px) 58vw, 100vw')}
  <div><p class="label">The atelier</p><h2 class="title">Painted before it is woven</h2>
  <p>Nothing here began on a screen. A carré is a gouache of ninety centimetres; a bag is first a paper one; a dial is drawn at ten times its size. What you see on these pages are those sheets.</p>
  <p><a class="quiet" href="/demo/maison/">How the house works</a></p></div>
</section>`;

const selection = html`<section class="band" aria-labelledby="chosen"><h2 id="chosen" class="title">Chosen this week</h2>${cards(chosen.map((product) => card(product, undefined, 'h3')))}</section>`;

const street = html`<section class="split split-turned">
  ${sceneImage('rue-saint-honore', 'The boutique in the rue Saint-Honoré: green woodwork, arched windows, two trimmed trees by the door', '(min-width: 900px) 58vw, 100vw')}
  <div><p class="label">24, rue Saint-Honoré</p><h2 class="title">Somebody is at the door</h2>
  <p>In Paris, Milan, Tokyo and New York the people who open the door know every object by heart, and many of their clients too. They answer from the shop floor.</p>
  <p><a class="quiet" href="/demo/care/">Hours and addresses</a></p></div>
</section>`;

export const home: Page = {
  path: '',
  title: 'Maison Aurèle · Silk, leather, watches, glass, jewellery, fragrance',
  description:
    'A Paris house of silk, leather, watches, glass, jewellery and fragrance, with boutiques in Paris, Milan, Tokyo and New York.',
  rootClass: 'home',
  body: html`${hero}${rooms}${atelier}${selection}${street}`,
  data: [{ '@context': 'https://schema.org', '@type': 'Organization', name: 'Maison Aurèle', url: '/demo/' }],
};
