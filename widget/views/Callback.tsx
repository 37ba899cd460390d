import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { createCall } from '../models/call.ts';
import { openCall } from '../models/requests.ts';
import type { Salon } from '../models/salon.ts';
import { fetchRequests } from '../models/session.ts';
import { CallForm } from './CallForm.tsx';
import { CallStands } from './CallStands.tsx';
import { Forget } from './Forget.tsx';

/** The callback: the form, and once asked for what was promised. */
export function Callback({ salon }: { salon: Salon }) {
  const call = useMemo(() => createCall(salon), []);
  const last = useSignal<ShopperRequest | null>(null);
  const standing = openCall(salon.thread.requests.value);
  const moving = call.moving.value;
  useEffect(() => {
    if (standing) last.value = standing;
  }, [standing]);
  useEffect(() => {
    void fetchRequests(salon);
    void call.fetchSlots();
  }, []);
  const ended = last.value && salon.thread.requests.value.find(({ id }) => id === last.value?.id);
  const withdrawn = !standing && ended?.state === 'withdrawn';
  return (
    <div class="callback">
      {standing && !moving ? (
        <CallStands salon={salon} call={call} request={standing} />
      ) : (
        <>
          {withdrawn && (
            <p class="outcome" role="status">
              {salon.words.value.withdrawn}
            </p>
          )}
          <CallForm salon={salon} call={call} moving={moving ? standing : null} />
        </>
      )}
      <Forget salon={salon} />
    </div>
  );
}
