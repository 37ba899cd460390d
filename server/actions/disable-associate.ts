import type { Tx } from '../store/store.ts';
import { look, offerOn } from './look-at-request.ts';
import type { Ports } from './ports.ts';
import { endSignIns } from './sign-out.ts';
import { audit, OPERATOR } from './steps/audit.ts';
import { leavePromise } from './steps/promise-row.ts';

/**
 * Somebody is of the house no more: signed out everywhere, her links void, asked for nothing. The sweeper finds her
 * gone, so that what she holds goes on even where nobody comes to call `handOn` after this.
 */
export async function disableAssociate(tx: Tx, brand: string, email: string): Promise<void> {
  const { id } = await tx.update(
    'associates',
    { brand, email, disabledAt: null },
    { disabledAt: tx.now, declared: false, askedAt: null, lostAt: null, reachableUntil: tx.now, lookAt: tx.now },
  );
  await endSignIns(tx, id, 'disabled');
  await tx.remove('leases', { associate: id });
  await tx.touch('invitations', { associate: id, usedAt: null }, { usedAt: tx.now });
  await audit(tx, { brand, actor: OPERATOR, action: 'associate.disabled', subject: id });
}

/** Whatever people who are of the house no more still hold goes to colleagues at once, each thread under its lock. */
export async function handOn(ports: Ports, brand: string): Promise<void> {
  const { read } = ports.store;
  for (const { id } of await read.all('associates', { brand, disabledAt: { not: null } })) {
    const held = await read.all('requests', { holder: id, state: 'assigned' });
    for (const { id: request, conversation } of held) await handOnHeld(ports, conversation, request, id);
    const ringing = await read.all('offers', { associate: id, state: 'open' });
    for (const offer of ringing) await handOnRinging(ports, offer.conversation, offer.id);
    const resumed = await read.all('requests', { lastHolder: id, state: 'resumed' });
    for (const request of resumed) await handOnResumed(ports, request.conversation, request.id);
    const promised = await read.all('promises', { brand, holder: id, state: 'open' });
    for (const { request, conversation } of promised) await handOnPromised(ports, conversation, request, id);
  }
}

const underLock = (ports: Ports, conversation: string, work: (tx: Tx) => Promise<unknown>) =>
  ports.store.commit(conversation, async (tx) => {
    await tx.lock(conversation);
    await work(tx);
    return { ok: true };
  });

const handOnHeld = (ports: Ports, conversation: string, id: string, holder: string) =>
  underLock(ports, conversation, async (tx) => {
    const request = await tx.one('requests', { id, holder, state: 'assigned' });
    if (request) await offerOn(tx, request);
  });

const handOnRinging = (ports: Ports, conversation: string, id: string) =>
  underLock(ports, conversation, async (tx) => {
    const [offer] = await tx.touch('offers', { id, state: 'open' }, { expiresAt: tx.now });
    const request = offer && (await tx.one('requests', { id: offer.request }));
    if (request) await look(tx, request);
  });

/** A call that she was to try again is anybody's. */
const handOnPromised = (ports: Ports, conversation: string, id: string, associate: string) =>
  underLock(ports, conversation, async (tx) => {
    const request = await tx.one('requests', { id });
    if (request && request.holder !== associate) await leavePromise(tx, request, associate);
  });

/** Who had it last cannot answer it: it waits for somebody else. */
const handOnResumed = (ports: Ports, conversation: string, id: string) =>
  underLock(ports, conversation, async (tx) => {
    const request = await tx.one('requests', { id, state: 'resumed' });
    if (request) await look(tx, request);
  });
