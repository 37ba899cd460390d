import type { ConsoleAnswers } from '../../protocol/console.ts';
import { refuse } from '../../protocol/refusals.ts';
import { availabilityView } from '../domain/views.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { leaseEnd, moveExpiry } from './renew-lease.ts';
import { tellAvailability } from './steps/tell.ts';

type Set = ConsoleAnswers['availability.set'];

/** The switch. On: the associate can be asked at once. Off: what rings is passed on, what she holds stays hers. */
export function setAvailability(ports: Ports, asking: AssociateAsking, available: boolean): Promise<Answered<Set>> {
  return ports.store.commit(asking.id, async (tx): Promise<Answered<Set>> => {
    const before = await tx.one('associates', { id: asking.id });
    if (!before || before.disabledAt !== null) return refuse('not_signed_in');
    const row = await tx.update(
      'associates',
      { id: asking.id },
      available
        ? { ...leaseEnd(tx.now), declared: true, askedAt: null, missed: 0, lostAt: null, idleAt: tx.now }
        : { declared: false, askedAt: null },
    );
    if (!available) {
      for (const offer of await tx.all('offers', { associate: asking.id, state: 'open' })) {
        await moveExpiry(tx, offer, tx.now);
      }
    }
    // Off, too: what rang for her is due now.
    tx.tell({ what: 'capacity_freed', brand: asking.brand, associate: asking.id });
    await tellAvailability(tx, asking.id);
    return { ok: true, availability: availabilityView(row, tx.now) };
  });
}
