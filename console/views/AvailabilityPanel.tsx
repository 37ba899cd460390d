import { useState } from 'preact/hooks';
import type { Availability } from '../../protocol/requests.ts';
import type { LinkState } from '../connection.ts';
import type { NoCode } from '../reply.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { useModels } from './desk-context.ts';

/**
 * An associate's availability: the one large switch, what it means just now, and the kind question after a missed
 * offer.
 */
export function AvailabilityPanel() {
  const { desk, link, hearRing, mayRing } = useModels();
  const [refused, setRefused] = useState<{ code: NoCode; as: string } | null>(null);
  const [asking, setAsking] = useState(false);
  const availability = desk.availability.value;
  // A no is about that moment: her availability has been told anew since, and the no is over.
  const as = `${desk.epoch.value}-${availability?.version}`;
  const no = refused?.as === as ? refused.code : null;
  const setNo = (code: NoCode | null) => setRefused(code && { code, as });
  const declared = availability?.declared ?? false;

  async function turn(): Promise<void> {
    if (asking) return;
    if (!declared) hearRing();
    setAsking(true);
    setNo(await desk.setAvailable(!declared));
    setAsking(false);
  }

  return (
    <section class="availability" aria-label={words.available.name}>
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={declared}
        aria-label={words.available.name}
        aria-describedby="availability-said"
        aria-busy={asking}
        disabled={availability === null}
        onClick={() => void turn()}
      >
        <span class="switch-name">{words.available.name}</span>
        <span class="track" aria-hidden="true">
          <span class="thumb" />
        </span>
      </button>
      <p class="availability-said" id="availability-said" role="status">
        {no ? refusalWords(no) : availabilityWords(availability, link.value, mayRing.value)}
      </p>
      {availability?.askedAt != null && <KindQuestion onNo={setNo} />}
    </section>
  );
}

function KindQuestion({ onNo }: { onNo: (no: NoCode | null) => void }) {
  const { desk } = useModels();
  return (
    <section class="asked" aria-labelledby="asked-title">
      <p class="asked-title" id="asked-title">
        {words.asked.title}
      </p>
      <p class="hint">
        {desk.missed.value && `${words.asked.missed} `}
        {words.asked.lead}
      </p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void desk.sayHere().then(onNo)}>
          {words.asked.here}
        </button>
        <button type="button" class="quiet" onClick={() => void desk.setAvailable(false).then(onNo)}>
          {words.asked.withClient}
        </button>
      </div>
    </section>
  );
}

function availabilityWords(availability: Availability | null, link: LinkState, mayRing: boolean): string {
  if (!availability) return words.available.unknown;
  if (!availability.declared) return words.available.off;
  if (link !== 'open') return words.available.unreachable;
  if (!availability.available) return words.available.away;
  if (availability.taken >= availability.capacity) return words.available.full;
  return mayRing ? words.available.on : words.available.silent;
}
