import { card, cards } from '../cards.ts';
import { html } from '../html.ts';
import type { Page } from '../layout.ts';
import { first, productPath, productsIn } from '../products.ts';
import { ROOMS, type Room } from '../rooms.ts';

/** Volumes of one flacon look alike: they share a card. */
const shown = (room: Room) =>
  productsIn(room.id).flatMap((product) =>
    first(product).size ? [card(product)] : product.variants.map((variant) => card(product, variant)),
  );

const roomPage = (room: Room): Page => ({
  path: `${room.id}/`,
  title: `${room.title} · Maison Aurèle`,
  description: `${room.line}. ${room.text}`.slice(0, 155),
  current: room.id,
  body: html`<header class="room-head"><p class="label">${room.line}</p><h1>${room.title}</h1><p>${room.text}</p></header>${cards(shown(room))}`,
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'CollectionPage',
      name: room.title,
      mainEntity: {
        '@type': 'ItemList',
        itemListElement: productsIn(room.id).map((product, i) => ({
          '@type': 'ListItem',
          position: i + 1,
          url: productPath(product),
          name: product.name,
        })),
      },
    },
  ],
});

export const roomPages: Page[] = ROOMS.map(roomPage);
