import { effect } from '@preact/signals-core';
import { type Call, createCall } from './models/call.ts';
import type { Salon } from './models/salon.ts';
import { fetchRequests } from './models/session.ts';
import css from './styles/callback.css?inline';
import { Callback } from './views/Callback.tsx';

/** The callback once its chunk has arrived. It needs no socket. */
export interface CallbackRoom {
  call: Call;
  Callback: typeof Callback;
}

export function startCallback(salon: Salon): CallbackRoom {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  salon.page.root.adoptedStyleSheets = [...salon.page.root.adoptedStyleSheets, sheet];
  const call = createCall(salon);
  effect(() => {
    if (salon.view.value !== 'callback' || !salon.opened.value) return;
    void fetchRequests(salon);
    void call.fetchSlots();
  });
  return { call, Callback };
}
