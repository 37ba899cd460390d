import { placeName } from '../models/place.ts';
import type { Salon } from '../models/salon.ts';
import { wordsRequest } from '../models/wait.ts';
import { Portrait } from './Portrait.tsx';

/** Who is with her: a person as soon as there is one, else the house. */
export function Holder({ salon }: { salon: Salon }) {
  const holder = wordsRequest(salon.thread.requests.value)?.holder;
  if (!holder) return <bdi class="house">{salon.house.name.value}</bdi>;
  return (
    <div class="holder">
      <Portrait of={holder} relay={salon.page.relay} />
      <p>
        <bdi class="name">{holder.name}</bdi>
        <span class="small">
          <bdi>{placeName(holder.place)}</bdi>
        </span>
      </p>
    </div>
  );
}
