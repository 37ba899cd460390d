import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../models/address.ts';
import type { Salon } from '../models/salon.ts';
import { hers } from '../models/time.ts';
import { Icon } from './Icon.tsx';

/** What a product costs, as its page says it, in the reader's way of writing money where the currency is known. */
function priceOf({ price, currency }: Product, locale: string): string {
  try {
    if (price && currency)
      return new Intl.NumberFormat(hers(locale), {
        style: 'currency',
        currency,
        trailingZeroDisplay: 'stripIfInteger',
        // Three decimals read as thousands elsewhere: 49.5 dinars are not written 49.500.
        minimumFractionDigits: /BHD|JOD|KWD|OMR|TND/.test(currency) ? 0 : undefined,
      }).format(Number(price));
  } catch {
    // A currency that is none is shown as it came.
  }
  return [price, currency].filter(Boolean).join(' ');
}

interface Shown {
  salon: Salon;
  product: Product;
  /** Where she may take it off, the words that say what becomes of it. */
  label?: string;
}

export function ProductCard({ salon, product, label }: Shown) {
  const image = product.image ? webAddress(product.image) : null;
  const variant = product.name.includes(`${product.variant}`) ? '' : product.variant;
  const detail = [variant, priceOf(product, salon.page.locale())].filter(Boolean).join(' · ');
  return (
    <div class="product">
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
          onClick={() => {
            salon.product.value = null;
          }}
        >
          <Icon shape="close" />
        </button>
      )}
    </div>
  );
}
