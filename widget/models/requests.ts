import { isLive, isOpen } from '../../protocol/request-state.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { newer } from '../../protocol/version.ts';
import type { Thread } from './thread.ts';

/** Rows travel whole: the higher version stands. Newest first. */
export function takeRequests(known: readonly ShopperRequest[], told: readonly ShopperRequest[]): ShopperRequest[] {
  const rows = new Map(known.map((request) => [request.id, request]));
  for (const request of told) rows.set(request.id, newer(rows.get(request.id), request));
  return [...rows.values()].sort((a, b) => b.openedAt - a.openedAt);
}

export function hearRequests(thread: Thread, told: readonly ShopperRequest[]): void {
  thread.requests.value = takeRequests(thread.requests.peek(), told);
}

/** What she waits for now, if anything: a live chat, or a message left. */
export const openLive = (requests: readonly ShopperRequest[]): ShopperRequest | null =>
  requests.find((request) => isLive(request) && isOpen(request)) ?? null;

/** The call that is promised to her and has not ended. */
export const openCall = (requests: readonly ShopperRequest[]): ShopperRequest | null =>
  requests.find((request) => !isLive(request) && isOpen(request)) ?? null;
