import type { Product, Shape, Variant } from './product.ts';
import { first, productPath } from './products.ts';
import { roomOf } from './rooms.ts';

/*
 * Structured data as shops really write it: every shape here is one that a reader of product pages meets.
 * Addresses are relative to the page, as many templates print them.
 */

type Data = Record<string, unknown>;

const image = (variant: Variant) => `/demo/pictures/${variant.plate}-1200.webp`;
const variantUrl = (product: Product, { sku }: Variant) => `${productPath(product)}?variant=${sku}`;
const BRAND = { '@type': 'Brand', name: 'Maison Aurèle' };

const offer = (product: Product, variant: Variant): Data => ({
  '@type': 'Offer',
  name: variant.name,
  sku: variant.sku,
  image: image(variant),
  url: variantUrl(product, variant),
  priceCurrency: 'EUR',
  price: variant.price?.toFixed(2),
  availability: 'https://schema.org/InStock',
  itemCondition: 'https://schema.org/NewCondition',
});

const common = (product: Product): Data => ({
  name: product.name,
  description: product.story[0],
  category: roomOf(product.room).category,
  brand: BRAND,
});

/** All that may be chosen: one offer as it is, more as a list. */
const offers = (product: Product): Data | Data[] => {
  const all = product.variants.map((variant) => offer(product, variant));
  return all.length === 1 ? (all[0] ?? {}) : all;
};

const single = (product: Product): Data => ({
  '@type': 'Product',
  ...common(product),
  sku: first(product).sku,
  image: [image(first(product))],
  url: productPath(product),
});

const group = (product: Product): Data => ({
  '@type': 'ProductGroup',
  ...common(product),
  productGroupID: product.slug,
  url: productPath(product),
  variesBy: ['https://schema.org/color'],
  hasVariant: product.variants.map((variant) => ({
    '@type': 'Product',
    name: `${product.name}, ${variant.name}`,
    sku: variant.sku,
    color: variant.name,
    image: image(variant),
    url: variantUrl(product, variant),
    offers: offer(product, variant),
  })),
});

const crumbs = (product: Product): Data => ({
  '@type': 'BreadcrumbList',
  itemListElement: [
    { '@type': 'ListItem', position: 1, name: 'Maison Aurèle', item: '/demo/' },
    { '@type': 'ListItem', position: 2, name: roomOf(product.room).title, item: `/demo/${product.room}/` },
    { '@type': 'ListItem', position: 3, name: product.name },
  ],
});

const context = { '@context': 'https://schema.org' };
const prices = (product: Product) => product.variants.map((variant) => variant.price ?? 0);

/** Each shape gives the blocks of one page. */
const SHAPES: Record<Shape, (product: Product) => unknown[]> = {
  group: (product) => [{ ...context, ...group(product) }],
  'graph-group': (product) => [{ ...context, '@graph': [crumbs(product), group(product)] }],
  graph: (product) => [
    {
      ...context,
      '@graph': [
        crumbs(product),
        {
          ...single(product),
          offers: offers(product),
        },
      ],
    },
  ],
  offers: (product) => [
    {
      ...context,
      ...single(product),
      offers: offers(product),
    },
  ],
  plain: (product) => [{ ...context, ...single(product), offers: offers(product) }],
  request: (product) => [
    {
      ...context,
      ...single(product),
      offers: product.variants.map((variant) => ({
        ...offer(product, variant),
        priceCurrency: undefined,
        availability: 'https://schema.org/InStoreOnly',
      })),
    },
  ],
  aggregate: (product) => [
    {
      ...context,
      ...single(product),
      offers: {
        '@type': 'AggregateOffer',
        lowPrice: Math.min(...prices(product)),
        highPrice: Math.max(...prices(product)),
        priceCurrency: 'EUR',
        offerCount: product.variants.length,
        offers: product.variants.map((variant) => offer(product, variant)),
      },
    },
  ],
  specification: (product) => [
    {
      ...context,
      ...single(product),
      offers: product.variants.map((variant) => {
        const { price, priceCurrency, ...rest } = offer(product, variant);
        const specification = { '@type': 'UnitPriceSpecification', price, priceCurrency, valueAddedTaxIncluded: true };
        return { ...rest, priceSpecification: [specification] };
      }),
    },
  ],
  sizes: (product) => [
    { ...context, ...crumbs(product) },
    {
      ...context,
      ...single(product),
      material: '18-carat gold',
      offers: offers(product),
      additionalProperty: { '@type': 'PropertyValue', name: product.sizes?.label, value: product.sizes?.values },
    },
  ],
  array: (product) => [
    [
      {
        ...context,
        ...single(product),
        '@type': ['Product', 'IndividualProduct'],
        offers: offers(product),
      },
      { ...context, ...crumbs(product) },
    ],
  ],
  volumes: (product) => [
    {
      '@context': 'http://schema.org/',
      ...single(product),
      image: { '@type': 'ImageObject', url: image(first(product)) },
      offers: product.variants.map((variant) => ({
        ...offer(product, variant),
        price: variant.price,
      })),
    },
  ],
  webpage: (product) => [
    {
      ...context,
      '@type': 'ItemPage',
      name: product.name,
      breadcrumb: crumbs(product),
      mainEntity: { ...single(product), brand: 'Maison Aurèle', offers: offers(product) },
    },
  ],
};

export const productData = (product: Product): unknown[] => SHAPES[product.shape](product);

/** The plainest shape, for pages that swap their product in place. */
export const plainData = (product: Product): unknown => ({
  ...context,
  ...single(product),
  offers: first(product).price === undefined ? undefined : offer(product, first(product)),
});
