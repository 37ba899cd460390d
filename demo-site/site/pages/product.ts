import { card, cards } from '../cards.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../layout.ts';
import { closerImage, plateImage } from '../picture.ts';
import type { Product, Variant } from '../product.ts';
import { first, PRODUCTS, priceText, productPath } from '../products.ts';
import { roomOf } from '../rooms.ts';
import { productData } from '../structured.ts';

const GALLERY = '(min-width: 900px) 600px, (min-width: 534px) 470px, 88vw';

const gallery = (product: Product) => {
  const { plate, alt } = first(product);
  return html`<div class="gallery" role="group" aria-label="Pictures of ${product.name}" tabindex="0"><figure data-plate>${plateImage({ plate, alt, sizes: GALLERY, first: true })}</figure><figure data-closer>${closerImage(plate, alt)}</figure></div>`;
};

const option = (variant: Variant, checked: boolean) =>
  html`<label class="swatch${variant.swatch ? html` dye-${variant.swatch}` : ' swatch-text'}"><input type="radio" name="variant" value="${variant.sku}" data-name="${variant.name}" data-plate="${variant.plate}" data-alt="${variant.alt}" data-price="${variant.price ?? ''}"${checked ? html` checked` : ''}><span>${variant.name}</span></label>`;

const sizes = ({ sizes: given }: Product) =>
  given
    ? html`<p class="size"><label for="size">${given.label}</label><select id="size" name="size">${given.values.map((value) => html`<option${value === '54' ? html` selected` : ''}>${value}</option>`)}</select></p>`
    : '';

const action = (product: Product) =>
  first(product).price === undefined
    ? html`<a class="button" href="/demo/care/#viewing">Arrange a viewing</a>`
    : html`<button class="button" type="submit">Add to bag</button>`;

const choices = (
  product: Product,
) => html`<form class="choose" id="choose" data-product data-name="${product.name}" data-href="${productPath(product)}" action="/demo/bag/">
  <fieldset><legend><span class="label">${product.choice}</span> <span data-chosen>${first(product).name}</span></legend><div class="swatches">${product.variants.map((variant, i) => option(variant, i === 0))}</div></fieldset>
  ${sizes(product)}
  <p class="price" data-price>${priceText(first(product).price)}</p>
  <div class="add">${action(product)}</div>
  <p class="added" role="status" data-added></p>
</form>`;

/** Says who is there once the shop's script has heard it, and leads to the same people where no script has come. */
const invite = html`<a class="invite" href="/demo/care/" data-salon-open="chat" data-invite><span></span><span class="quiet">Talk to an associate</span></a>`;

const fold = (title: string, inside: Html) =>
  html`<details class="fold"><summary>${title}</summary><div>${inside}</div></details>`;

const facts = (product: Product) =>
  html`${fold('Made of', html`<ul>${product.made.map((fact) => html`<li>${fact}</li>`)}</ul>`)}${fold('Care', html`<p>${product.care}</p>`)}${fold('Delivery and returns', html`<p>Wrapped by hand and brought by courier within three days, with our compliments. You have thirty days to change your mind, in any boutique or from your door.</p>`)}`;

const sticky = (product: Product) =>
  html`<div class="sticky" data-sticky><p><span>${product.name}</span><span class="price" data-price>${priceText(first(product).price)}</span></p>${
    first(product).price === undefined
      ? html`<a class="button" href="/demo/care/#viewing">Viewing</a>`
      : html`<button class="button" type="submit" form="choose" data-add>Add to bag</button>`
  }</div>`;

const beside = (product: Product) => {
  const same = PRODUCTS.filter((other) => other.room === product.room && other !== product);
  const more = PRODUCTS.filter((other) => other.room !== product.room);
  const start = PRODUCTS.indexOf(product) % more.length;
  return [...same, ...more.slice(start), ...more.slice(0, start)].slice(0, 4);
};

const productPage = (product: Product): Page => {
  const room = roomOf(product.room);
  const variant = first(product);
  return {
    path: productPath(product).replace('/demo/', ''),
    title: `${product.name}, ${product.kind.toLowerCase()} · Maison Aurèle`,
    description: `${product.kind} ${product.name}: ${product.line.toLowerCase()}. ${product.made[0]}, ${product.made[2] ?? 'Paris'}.`,
    current: product.room,
    rootClass: 'product-page',
    script: 'invite.js',
    data: productData(product),
    share: {
      image: `/demo/pictures/${variant.plate}-1200.webp`,
      type: 'product',
      ...(variant.price === undefined ? {} : { price: variant.price }),
    },
    body: html`<nav class="crumbs" aria-label="Where you are"><ol><li><a href="/demo/">Maison Aurèle</a></li><li><a href="/demo/${room.id}/">${room.title}</a></li><li aria-current="page">${product.name}</li></ol></nav>
<article class="product">
${gallery(product)}
<div class="buy"><p class="label">${product.kind}</p><h1>${product.name}</h1><p class="lead">${product.line}</p>
${choices(product)}
${invite}
<div class="story">${product.story.map((text) => html`<p>${text}</p>`)}</div>
${facts(product)}</div>
</article>
<section class="band" aria-labelledby="beside"><h2 id="beside" class="title">To see beside it</h2>${cards(beside(product).map((other) => card(other, undefined, 'h3')))}</section>
${sticky(product)}`,
  };
};

export const productPages: Page[] = PRODUCTS.map(productPage);
