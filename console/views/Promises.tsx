import { useEffect } from 'preact/hooks';
import type { PromiseView } from '../../protocol/requests.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { useModels } from './desk-context.ts';
import { Skeleton } from './Later.tsx';
import { PromiseLine } from './PromiseLine.tsx';

/** What is owed, late first, then by day of her own place. */
export function Promises() {
  const { promises, desk, link } = useModels();
  const { owed, today, tomorrow, later, byHand } = promises.groups.value;
  const refused = promises.refused.value;
  const open = link.value === 'open';

  // Each time the line is open again
  useEffect(() => {
    if (!open) return;
    void promises.readAhead();
    void promises.readEnded();
  }, [open]);

  return (
    <div class="promises">
      <header class="screen-head">
        <h1>{words.promises.title}</h1>
      </header>
      {desk.state.value === null ? (
        <Skeleton lines={6} />
      ) : (
        <>
          {promises.count.value === 0 && <p class="calm">{words.promises.none}</p>}
          <Group name={words.promises.byHand} promises={byHand} late />
          <Group name={words.promises.owed} promises={owed} late />
          <Group name={words.promises.today} promises={today} />
          <Group name={words.promises.tomorrow} promises={tomorrow} dayIsSaid />
          <Group name={words.promises.later} promises={later} />
          <Group name={words.promises.ended} promises={promises.ended.value} dayIsSaid />
        </>
      )}
      {refused && open && (
        <p class="refusal" role="alert">
          {refusalWords(refused)}
        </p>
      )}
      {promises.more.value && (
        <button type="button" class="quiet" disabled={promises.loading.value} onClick={() => void promises.readAhead()}>
          {words.promises.ahead}
        </button>
      )}
      {promises.moreEnded.value && (
        <button type="button" class="quiet" onClick={() => void promises.readEnded(true)}>
          {words.promises.furtherBack}
        </button>
      )}
    </div>
  );
}

function Group({
  name,
  promises,
  late = false,
  dayIsSaid = false,
}: {
  name: string;
  promises: readonly PromiseView[];
  late?: boolean;
  dayIsSaid?: boolean;
}) {
  if (promises.length === 0) return null;
  return (
    <section aria-label={name}>
      <div class="section-head">
        <h2 class={late ? 'label accent' : 'label'}>{name}</h2>
        <span class="hint">{promises.length}</span>
      </div>
      <ul class="lines">
        {promises.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} dayIsSaid={dayIsSaid} />
        ))}
      </ul>
    </section>
  );
}
