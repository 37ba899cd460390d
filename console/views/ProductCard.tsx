import { useState } from 'preact/hooks';
import type { Product } from '../../protocol/entries.ts';
import { priceOf, variantOf } from '../../protocol/product.ts';
import { openable } from '../models/links.ts';
import { pictureAt } from '../models/pictures.ts';
import { words } from '../words/en.ts';
import { useModels } from './desk-context.ts';

/** What the client looks at. Every field came from a page: text stays text, only http(s) opens, with its real host. */
export function ProductCard({ product, link = true }: { product: Product; link?: boolean }) {
  const { origins = [] } = useModels().desk.me.value;
  const href = link ? openable(product.url) : null;
  const details = [variantOf(product), product.sku, priceOf(product, 'en-GB')].filter(Boolean);
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
