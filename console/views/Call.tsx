import { useState } from 'preact/hooks';
import type { AssociateRequest } from '../../protocol/requests.ts';
import type { Conversation } from '../models/conversation.ts';
import { words } from '../words/en.ts';
import { happenings } from '../words/happenings.ts';
import { cityOf, dayTime, span, tellsClock } from '../words/times.ts';
import { CopyButton } from './CopyButton.tsx';
import { useModels } from './desk-context.ts';
import { PhoneIcon } from './icons.tsx';

/** The promised call: by when, the number, and how it went. */
export function Call({ conversation }: { conversation: Conversation }) {
  const request = conversation.card.value?.request;
  if (request?.kind !== 'callback') return null;
  return (
    <section class="call" aria-label={words.call.title}>
      {conversation.mine.value ? (
        <ToCall conversation={conversation} request={request} />
      ) : (
        <AfterCall request={request} />
      )}
    </section>
  );
}

function ToCall({ conversation, request }: { conversation: Conversation; request: AssociateRequest }) {
  const [marking, setMarking] = useState(false);
  const mark = (outcome: 'reached' | 'no_answer') => () => {
    setMarking(true);
    void conversation.markCall(outcome).then(() => setMarking(false));
  };
  const leads = conversation.rung.value || request.nudgedAt !== null ? 'primary' : 'secondary';
  return (
    <>
      <div class="call-facts">
        <Due request={request} />
        {request.tries > 0 && <p class="hint">{words.call.tries(request.tries)}</p>}
      </div>
      <Phone phone={request.phone} conversation={conversation} />
      <p class={request.nudgedAt ? 'call-ask late' : 'call-ask'}>
        {request.nudgedAt ? words.call.nudged : words.call.ask}
      </p>
      <div class="buttons">
        <button type="button" class={leads} disabled={marking} onClick={mark('reached')}>
          {words.call.reached}
        </button>
        <button type="button" class="secondary" disabled={marking} onClick={mark('no_answer')}>
          {words.call.noAnswer}
        </button>
      </div>
    </>
  );
}

function Due({ request: { asap, dueAt, endAt, zone } }: { request: AssociateRequest }) {
  const { clock, desk } = useModels();
  const now = clock.minute.value;
  const own = desk.me.value.place.zone;
  if (asap || dueAt === null) return <p class="call-due">{asapWords(dueAt, now, own)}</p>;
  return (
    <>
      <p class="call-due">{words.call.due(span(dueAt, endAt, now, own))}</p>
      {zone !== own && tellsClock(zone) && (
        <p class="hint">{words.call.theirs(dayTime(dueAt, now, zone), cityOf(zone))}</p>
      )}
    </>
  );
}

/** A call at once that nobody could make yet is due from an opening. */
const asapWords = (dueAt: number | null, now: number, zone: string): string =>
  dueAt !== null && dueAt > now ? words.call.asapFrom(dayTime(dueAt, now, zone)) : words.call.asap;

const E164 = /^\+[1-9]\d{6,14}$/;

interface PhoneProps {
  phone: AssociateRequest['phone'];
  conversation: Conversation;
}

/** The number leads until she has rung it; then what came of it does. */
function Phone({ phone, conversation: { rung, markRung } }: PhoneProps) {
  if (!phone || !E164.test(phone.e164)) return <p class="hint">{words.call.hidden}</p>;
  return (
    <div class="call-number">
      <a href={`tel:${phone.e164}`} class={rung.value ? 'tel rung' : 'tel'} onClick={markRung}>
        <PhoneIcon />
        <span>{words.call.call} </span>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>
      <CopyButton text={phone.e164} name={words.call.copy} onCopied={markRung} />
    </div>
  );
}

function AfterCall({ request }: { request: AssociateRequest }) {
  const { clock, desk } = useModels();
  const said = afterWords(request, clock.minute.value, desk.me.value.place.zone);
  return (
    <p class="call-ask" role="status">
      {said}
    </p>
  );
}

function afterWords(request: AssociateRequest, now: number, zone: string): string {
  if (request.state === 'done') return words.call.wasReached;
  if (request.state === 'turned') return words.call.spent;
  if (request.state === 'assigned' && request.holder) return words.promises.holder(request.holder.name);
  if (request.state === 'withdrawn') return happenings.withdrawn.callback;
  if (request.tries > 0 && request.dueAt !== null)
    return request.dueAt > now ? words.call.next(dayTime(request.dueAt, now, zone)) : words.call.nextNow;
  return request.dueAt === null || request.asap
    ? asapWords(request.dueAt, now, zone)
    : words.call.due(span(request.dueAt, request.endAt, now, zone));
}
