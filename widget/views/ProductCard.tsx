import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../models/links.ts';
import { Icon } from './Icon.tsx';

/** What a product costs, as its page says it, with the reader's way of writing money where that is known. */
function priceOf({ price, currency }: Product, locale: string): string {
  const amount = Number(price);
  if (!price || !currency || !Number.isFinite(amount)) return [price, currency].filter(Boolean).join(' ');
  try {
    const whole = Number.isInteger(amount) ? { minimumFractionDigits: 0 } : {};
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...whole }).format(amount);
  } catch {
    return `${price} ${currency}`;
  }
}

interface Shown {
  product: Product;
  locale: string;
  label?: string;
  /** Given where she may take it off. */
  remove?: { name: string; act: () => void };
}

export function ProductCard({ product, locale, label, remove }: Shown) {
  const image = product.image ? webAddress(product.image) : null;
  const detail = [product.variant, priceOf(product, locale)].filter(Boolean).join(' · ');
  return (
    <div class="product">
      {image && (
        <img
          src={image.href}
          alt=""
          referrerPolicy="no-referrer"
          onError={(event) => event.currentTarget.setAttribute('hidden', '')}
        />
      )}
      <div>
        {label && <p class="label">{label}</p>}
        <p class="product-name">
          <bdi>{product.name}</bdi>
        </p>
        {detail && (
          <p class="small">
            <bdi>{detail}</bdi>
          </p>
        )}
      </div>
      {remove && (
        <button type="button" class="plain" aria-label={remove.name} onClick={remove.act}>
          <Icon shape="close" />
        </button>
      )}
    </div>
  );
}
