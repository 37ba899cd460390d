import { type Html, html } from './html.ts';
import { plateImage } from './picture.ts';
import type { Product, Variant } from './product.ts';
import { first, priceText, productPath } from './products.ts';

const SIZES = '(min-width: 1000px) 24vw, (min-width: 700px) 31vw, 46vw';

/** A product, or one of its variants, as a picture with its name. */
export function card(product: Product, variant: Variant = first(product), level: 'h2' | 'h3' = 'h2'): Html {
  const other = variant !== first(product);
  const href = productPath(product) + (other ? `?variant=${variant.sku}` : '');
  const words = html`${product.name}<span class="card-kind">${variant.size ? product.kind : variant.name}</span>`;
  return html`<li class="card"><a href="${href}">${plateImage({ plate: variant.plate, alt: '', sizes: SIZES })}${level === 'h2' ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`}<p class="price">${priceText(variant.price)}</p></a></li>`;
}

export const cards = (list: Html[]) => html`<ul class="cards">${list}</ul>`;
