/*
 * The floor's loader: a classic script, as Salon's is. It paints a button and fetches the panel once somebody reaches for
 * it; no presence, no page's calls, no guard against anything.
 */
import type { open } from './panel.ts';

const at = new URL('.', (document.currentScript as HTMLScriptElement).src).href;
// By a name of its own: around an address that it can read, the bundler would put a helper.
const address = `${at}panel.js`;
const host = document.createElement('floor-panel');
const button = document.createElement('button');
// Fixed, at a place where the shop has nothing of its own.
host.style.cssText = 'all:initial;position:fixed;inset:auto 24px 96px auto;z-index:9';
button.style.font = '14px sans-serif';
button.textContent = 'Talk to an associate';
host.append(button);

const fetchPanel = (): Promise<{ open: typeof open }> => import(/* @vite-ignore */ address);
const press = () => fetchPanel().then((panel) => panel.open(host, at));
const onAsking = (type: string, act: () => unknown) =>
  addEventListener(type, ({ target }) => (target as HTMLElement).dataset.salonOpen && act());

button.onpointerenter = fetchPanel;
button.onclick = press;
onAsking('pointerdown', fetchPanel);
onAsking('click', press);

const put = () => document.body.append(host);
if (document.body) put();
else addEventListener('DOMContentLoaded', put);
