import { useState } from 'preact/hooks';
import type { Product } from '../../protocol/entries.ts';
import { openable } from '../models/links.ts';
import { pictureAt } from '../models/pictures.ts';
import { words } from '../words/en.ts';
import { useRoom } from './desk-context.ts';

/** What the client looks at. Every field came from a page: text stays text, only http(s) opens, with its real host. */
export function ProductCard({ product, link = true }: { product: Product; link?: boolean }) {
  const { origins = [] } = useRoom().desk.me.value;
  const href = link ? openable(product.url) : null;
  // A shop may say the colour in the name and beside it.
  const variant = product.variant && !product.name.includes(product.variant) && product.variant;
  const details = [variant, product.sku, priceOf(product)].filter(Boolean);
  return (
    <figure class="product">
      <Picture src={pictureAt(product.image, origins)} name={product.name} />
      <figcaption>
        {product.brand && (
          <bdi class="label" lang="">
            {product.brand}
          </bdi>
        )}
        <bdi class="product-name" lang="">
          {product.name}
        </bdi>
        {details.length > 0 && (
          <bdi class="hint" lang="">
            {details.join(' · ')}
          </bdi>
        )}
        {href && (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {words.productCard.open} {new URL(href).host}
          </a>
        )}
      </figcaption>
    </figure>
  );
}

function Picture({ src, name }: { src: string | null; name: string }) {
  const [failed, setFailed] = useState(false);
  if (src && !failed) {
    return (
      <img class="product-picture" src={src} alt="" referrerpolicy="no-referrer" onError={() => setFailed(true)} />
    );
  }
  return (
    <span class="product-picture" aria-hidden="true">
      {name.trim().slice(0, 1).toLocaleUpperCase()}
    </span>
  );
}

/** Written in full, their decimals read as thousands: 49.5 dinars are not 49.500. */
const THREE_DECIMALS = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/;

function priceOf({ price, currency }: Product): string | null {
  if (!price) return null;
  const amount = Number(price);
  if (!currency || !/^[A-Z]{3}$/.test(currency) || !Number.isFinite(amount))
    return [price, currency].filter(Boolean).join(' ');
  const digits = THREE_DECIMALS.test(currency) ? { minimumFractionDigits: 0 } : {};
  const written = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger', ...digits } as const;
  return new Intl.NumberFormat('en-GB', written).format(amount);
}
