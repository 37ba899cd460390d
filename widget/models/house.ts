import type { Presence } from '../../protocol/http.ts';
import type { Page } from '../page.ts';
import { readPresence } from './presence.ts';
import { computed, type ReadonlySignal, signal } from './signals.ts';

/** The house, and who of it is there, as the relay said it last. */
export interface House {
  readonly presence: ReadonlySignal<Presence | null>;
  readonly name: ReadonlySignal<string>;
  /** Takes in who is there, as the relay says it and unchecked. */
  readonly learn: (told: unknown) => void;
}

export function createHouse(page: Pick<Page, 'presence' | 'show'>): House {
  const presence = signal<Presence | null>(null);
  const learn = (told: unknown) => {
    presence.value = readPresence(told) ?? presence.value;
    page.show(presence.value ?? {});
  };
  page.presence.then(learn).catch(() => {});
  return { presence, name: computed(() => presence.value?.brand.name ?? ''), learn };
}
