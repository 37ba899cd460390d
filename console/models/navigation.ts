import { type ReadonlySignal, signal } from '@preact/signals';

/** Where she is. The address carries it, so that the phone's own "back" works. */
export type Route =
  | { screen: 'home' }
  | { screen: 'conversations'; id: string | null }
  | { screen: 'promises' }
  | { screen: 'you' };

export interface Navigation {
  readonly route: ReadonlySignal<Route>;
  go(route: Route): void;
  dispose(): void;
}

/** What navigation needs of a window. */
export interface Place {
  location: { hash: string };
  addEventListener(event: 'hashchange', listener: () => void): void;
  removeEventListener(event: 'hashchange', listener: () => void): void;
}

export function hrefOf(route: Route): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'conversations') return route.id ? `#/conversations/${route.id}` : '#/conversations';
  return `#/${route.screen}`;
}

/** Anything that is not an address of ours is Home. */
export function routeOf(hash: string): Route {
  const [, screen, id] = /^#\/(conversations|promises|you)(?:\/([0-9a-f-]{36}))?$/.exec(hash) ?? [];
  if (screen === 'conversations') return { screen, id: id ?? null };
  if (screen === 'promises' || screen === 'you') return { screen };
  return { screen: 'home' };
}

export function createNavigation(place: Place): Navigation {
  const route = signal(routeOf(place.location.hash));
  const moved = () => {
    route.value = routeOf(place.location.hash);
  };
  place.addEventListener('hashchange', moved);
  return {
    route,
    go(next) {
      place.location.hash = hrefOf(next);
      moved();
    },
    dispose: () => place.removeEventListener('hashchange', moved),
  };
}
