import { webAddress } from '../../protocol/web-address.ts';
import type { Salon } from '../models/salon.ts';

/** Who reads it, and the house's privacy notice. */
export function Notice({ salon }: { salon: Salon }) {
  const { readBy, privacy } = salon.words.value;
  const house = salon.house.name.value;
  const url = salon.house.presence.value?.notice.url;
  const address = url ? webAddress(url, salon.page.relay) : null;
  return house ? (
    <p class="notice">
      {readBy(house)}{' '}
      {address && (
        <a href={address.href} target="_blank" rel="noopener noreferrer">
          {privacy}
        </a>
      )}
    </p>
  ) : null;
}
