import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AssociateRequest } from '../../protocol/requests.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { cityOf, clockTime, dayTime, isNight, tellsClock } from '../words/times.ts';
import { useModels } from './desk-context.ts';
import { CloseIcon } from './icons.tsx';
import { onEscape } from './on-escape.ts';
import { ProductCard } from './ProductCard.tsx';

interface ClientCardProps {
  conversation: Conversation;
  /** Over the thread, where it does not fit beside it. */
  open: boolean;
  onClose: () => void;
}

/** The client as far as the house has been told: no more is looked for. */
export function ClientCard({ conversation, open, onClose }: ClientCardProps) {
  const { clock, desk } = useModels();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) close.current?.focus();
  }, [open]);
  const card = conversation.card.value;
  if (!card) return null;
  const { zone, language, name } = card.shopper;
  const now = clock.minute.value;
  const { request } = card;
  return (
    <aside class="client" aria-label={words.card.title} onKeyDown={(event) => open && onEscape(event, onClose)}>
      <div class="client-head">
        <h2>
          <bdi>{name ?? words.client}</bdi>
        </h2>
        <button type="button" class="bare" ref={close} aria-label={words.card.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      <dl>
        <Fact name={words.card.language}>{languageName(language)}</Fact>
        {tellsClock(zone) && (
          <Fact name={words.card.time}>
            {clockTime(now, zone)}, {cityOf(zone)}
            {isNight(now, zone) && <span class="hint">{words.card.night}</span>}
          </Fact>
        )}
        {request && (
          <>
            <Fact name={words.card.openedAt}>{dayTime(request.openedAt, now, desk.me.value.place.zone)}</Fact>
            <Fact name={words.card.wishes}>{wishesWords(request)}</Fact>
          </>
        )}
      </dl>
      {request?.product && (
        <>
          <p class="label">{words.card.product}</p>
          <ProductCard product={request.product} />
        </>
      )}
    </aside>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function wishesWords({ wishes, place }: AssociateRequest): string {
  const wished = place?.id === wishes.place ? place?.city : wishes.place?.replaceAll('-', ' ');
  const said = [
    wishes.associate && words.card.wishAssociate,
    wished && words.card.wishPlace(wished),
    wishes.language && words.card.wishLanguage(languageName(wishes.language)),
  ];
  return said.filter(Boolean).join(' · ') || words.card.noWishes;
}
