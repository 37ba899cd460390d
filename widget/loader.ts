/*
 * The loader: a classic script that the brand pastes once. It paints the launcher and asks who is there; the
 * app, the socket and the storage wait until the shopper acts. Nothing here may throw into the page. It is bundled
 * into one scope and shares by module, not by argument: every byte of it is paid by every page of the house.
 */
import { PROTOCOL } from '../protocol/number.ts';
import { guarded } from './guarded.ts';
import { fetchApp, nothing, page, speak, spoken } from './loader/app.ts';
import { answerCalls } from './loader/calls.ts';
import { paint, show } from './loader/launcher.ts';
import { stand } from './loader/place.ts';
import { relay } from './loader/snippet.ts';

const { brand } = page;

function start(): void {
  if (!brand) throw Error('no data-brand');
  paint();
  speak();
  stand();

  // Before she acts: brand and language, and nothing of her.
  page.presence = fetch(`${relay}api/presence?protocol=${PROTOCOL}&brand=${brand}&locale=${spoken()}`, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).then((response) => response.json());
  page.presence.then(show).catch(nothing);

  answerCalls();
  // A conversation that goes on is taken up again at once; everything else waits for her to act.
  try {
    if (JSON.parse(localStorage[`salon:1:${brand}`]).liveUntil > Date.now()) fetchApp();
  } catch {
    // No storage, or nothing in it.
  }
}

// A queue of the page's answers to any name as well, and it alone has calls in hand.
guarded(() => ((window.Salon as { loaded?: unknown })?.loaded && !window.Salon?.q?.map) || start());
