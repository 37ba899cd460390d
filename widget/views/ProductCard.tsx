import type { Product } from '../../protocol/entries.ts';
import { priceOf, variantOf } from '../../protocol/product.ts';
import { webAddress } from '../../protocol/web-address.ts';
import type { Salon } from '../models/salon.ts';
import { hers } from '../models/time.ts';
import { Icon } from './Icon.tsx';

interface Shown {
  salon: Salon;
  product: Product;
  /** Where she may take it off, the words that say what becomes of it. */
  label?: string;
}

export function ProductCard({ salon, product, label }: Shown) {
  const image = product.image ? webAddress(product.image) : null;
  const detail = [variantOf(product), priceOf(product, hers(salon.page.locale()))].filter(Boolean).join(' · ');
  return (
    <div class={label ? 'product' : 'product along'}>
      {image && (
        <img src={image.href} alt="" referrerPolicy="no-referrer" onError={(event) => event.currentTarget.remove()} />
      )}
      <div>
        {label && <p class="label">{label}</p>}
        <bdi class="product-name" lang="">
          {product.name}
        </bdi>
        {detail && <bdi class="small">{detail}</bdi>}
      </div>
      {label && (
        <button
          type="button"
          class="plain"
          aria-label={salon.words.value.remove(product.name)}
          onClick={() => salon.writing.fill({ product: null })}
        >
          <Icon shape="close" />
        </button>
      )}
    </div>
  );
}
