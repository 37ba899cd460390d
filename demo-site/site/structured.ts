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
          offers: product.variants.map((variant) => ({
            ...offer(product, variant),
            sku: variant.sku,
            name: variant.name,
          })),
        },
      ],
    },
  ],
  offers: (product) => [
    {
      ...context,
      ...single(product),
      offers: product.variants.map((variant) => ({ ...offer(product, variant), sku: variant.sku })),
    },
  ],
  plain: (product) => [{ ...context, ...single(product), offers: offer(product, first(product)) }],
  request: (product) => [
    {
      ...context,
      ...single(product),
      offers: { '@type': 'Offer', availability: 'https://schema.org/InStoreOnly', url: productPath(product) },
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
      offers: [
        {
          '@type': 'Offer',
          availability: 'https://schema.org/InStock',
          priceSpecification: [
            {
              '@type': 'UnitPriceSpecification',
              price: first(product).price?.toFixed(2),
              priceCurrency: 'EUR',
              valueAddedTaxIncluded: true,
            },
          ],
        },
      ],
    },
  ],
  sizes: (product) => [
    { ...context, ...crumbs(product) },
    {
      ...context,
      ...single(product),
      material: '18-carat gold',
      offers: product.variants.flatMap((variant) =>
        (product.sizes?.values ?? []).map((size) => ({
          ...offer(product, variant),
          sku: `${variant.sku}-${size}`,
          name: `${variant.name}, size ${size}`,
        })),
      ),
    },
  ],
  array: (product) => [
    [
      {
        ...context,
        ...single(product),
        '@type': ['Product', 'IndividualProduct'],
        offers: offer(product, first(product)),
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
        sku: variant.sku,
        name: variant.name,
      })),
    },
  ],
  webpage: (product) => [
    {
      ...context,
      '@type': 'ItemPage',
      name: product.name,
      breadcrumb: crumbs(product),
      mainEntity: { ...single(product), brand: 'Maison Aurèle', offers: offer(product, first(product)) },
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
