import { useEffect, useRef } from 'preact/hooks';
import { LIMITS } from '../../protocol/limits.ts';
import type { Offer } from '../../protocol/requests.ts';
import { tongueOf } from '../../protocol/tongue.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { cityOf, clockTime, span, tellsClock, waited } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { ProductCard } from './ProductCard.tsx';
import { Words } from './Words.tsx';

/** Full screen on a phone: who, language, product, where, how long; Accept under the thumb. */
export function Incoming() {
  const { ring } = useModels();
  const offer = ring.offer.value;
  return offer ? <Ringing key={offer.id} offer={offer} /> : null;
}

function Ringing({ offer }: { offer: Offer }) {
  const { ring, settings, keyboard } = useModels();
  const dialog = useRef<HTMLDivElement>(null);
  const discreet = settings.discreet.value;
  const answering = ring.answering.value;
  const who = (!discreet && offer.name) || words.client;

  useEffect(() => takeFocus(dialog.current, keyboard.isQuiet, () => ring.cover()), [ring, keyboard]);

  return (
    <div class="incoming">
      <div
        class="incoming-sheet"
        role="alertdialog"
        aria-modal="true"
        aria-label={words.incoming.name}
        aria-describedby="incoming-who incoming-facts"
        tabIndex={-1}
        ref={dialog}
      >
        <Countdown offer={offer} />
        <div class="incoming-body">
          <p class="label">{words.incoming.kinds[offer.kind]}</p>
          <h2 id="incoming-who">
            <bdi>{who}</bdi>
          </h2>
          <Facts offer={offer} />
          {!discreet && offer.product && <ProductCard product={offer.product} link={false} />}
          {!discreet && offer.text && (
            <blockquote dir="auto" lang={tongueOf(offer.text, offer.language)}>
              <Words text={offer.text.length < LIMITS.offerTextChars ? offer.text : `${offer.text}…`} />
            </blockquote>
          )}
          {!discreet && offer.reasons.length > 0 && (
            <p class="hint">
              {words.incoming.why}: {offer.reasons.map((reason) => words.incoming.reasons[reason] ?? reason).join(', ')}
            </p>
          )}
        </div>
        <div class="incoming-answers">
          <button type="button" class="decline" disabled={answering !== null} onClick={() => void ring.decline()}>
            {words.incoming.decline}
          </button>
          <button type="button" class="accept" disabled={answering !== null} onClick={() => void ring.accept()}>
            {words.incoming.accept}
          </button>
        </div>
      </div>
    </div>
  );
}

function Facts({ offer }: { offer: Offer }) {
  const { clock, desk } = useModels();
  const now = clock.second.value;
  const there = tellsClock(offer.zone) && words.incoming.localTime(cityOf(offer.zone), clockTime(now, offer.zone));
  const due = offer.asap
    ? words.incoming.asap
    : offer.dueAt && span(offer.dueAt, offer.endAt, now, desk.me.value.place.zone);
  return (
    <dl class="facts" id="incoming-facts">
      <Fact name={words.incoming.waited} said={waited(now - offer.waitingSince)} />
      <Fact name={words.incoming.language} said={languageName(offer.language)} />
      {there && <Fact name={words.incoming.where} said={there} />}
      {offer.place && <Fact name={words.incoming.place} said={offer.place.city} />}
      {due && offer.kind !== 'chat' && <Fact name={words.incoming.due} said={due} />}
    </dl>
  );
}

const Fact = ({ name, said }: { name: string; said: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{said}</bdi>
    </dd>
  </div>
);

/** A line that shortens, and the seconds as text for whoever does not see it, told every ten. */
function Countdown({ offer }: { offer: Offer }) {
  const leftMs = useModels().ring.leftMs.value;
  const share = Math.min(1, leftMs / Math.max(1, offer.expiresAt - offer.offeredAt));
  const seconds = Math.ceil(leftMs / 1_000);
  const told = seconds <= 5 ? seconds : Math.ceil(seconds / 10) * 10;
  return (
    <div class="countdown">
      <span class="countdown-line" style={{ transform: `scaleX(${share})` }} />
      <span class="countdown-said" aria-hidden="true">
        {words.incoming.left(seconds)}
      </span>
      <span class="unseen" role="timer" aria-live="polite" aria-atomic="true">
        {words.incoming.left(told)}
      </span>
    </div>
  );
}

const QUIET_MS = 900;
const LOOK_MS = 150;

/**
 * The dialog takes the focus, but not out of the middle of a word: it waits for a pause in her typing.
 * The focus goes back to where it was when the ring ends and she did not go elsewhere.
 */
function takeFocus(dialog: HTMLElement | null, isQuiet: (forMs: number) => boolean, cover: () => void): () => void {
  const before = document.activeElement;
  const take = () => {
    if (!isQuiet(QUIET_MS)) return;
    clearInterval(timer);
    cover();
    dialog?.focus();
  };
  const timer = setInterval(take, LOOK_MS);
  take();
  return () => {
    clearInterval(timer);
    queueMicrotask(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    });
  };
}
