import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { declineOffer } from '../../server/actions/decline-offer.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import { dropLease, renewLease } from '../../server/actions/renew-lease.ts';
import { setAvailability } from '../../server/actions/set-availability.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { chat, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

const say = (asking: Parameters<typeof appendEntries>[1], conversation: string, text: string) =>
  appendEntries(rig.ports, asking, {
    conversation,
    log: 'shared',
    entries: [{ id: makeId(rig.clock.now()), kind: 'message', v: 1, body: { text } }],
  });

describe('somebody comes', () => {
  test('a live ask rings the best associate at once, and her accept makes her the one holder', async () => {
    await rig.arrives('Camille', 'Luc');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper, {
      product: { name: 'Carré', category: 'Silk' },
    });
    expect(opened.request.state).toBe('offered');
    expect(opened.request.asking.map((one) => one.name)).toEqual(['Camille']);
    expect(opened.entries).toHaveLength(1);
    const accepted = await rig.accepts('Camille', opened.request.id);
    expect(accepted).toMatchObject({ ok: true, card: { writable: true, head: 3 } });
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'assigned', holder: rig.cast.Camille.id });
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 1 });
  });

  test('the product of her page goes along once, however often she asks from there', async () => {
    const shopper = await rig.shopper();
    const scarf = { name: 'Carré', category: 'Silk' };
    const opened = await rig.opens(shopper, { product: scarf });
    const shown = async () =>
      (await rig.store.read.all('entries', { conversation: opened.conversation, kind: 'product' })).length;
    expect(await shown()).toBe(1);
    const call = { kind: 'callback', when: { kind: 'asap' }, phone: '+33612345678', name: 'Ada' } as const;
    await rig.opens(shopper, { ...call, entries: [], product: scarf });
    expect(await shown()).toBe(1);
    await rig.opens(shopper, { ...call, entries: [], product: { name: 'Cabas', category: 'Bags' } });
    expect(await shown()).toBe(2);
  });

  test('nobody there: said at once, as a message left with a due time one hour after the next opening', async () => {
    const opened = await rig.opens(await rig.shopper());
    expect(opened.request).toMatchObject({ kind: 'left_message', state: 'later', place: { id: 'paris' } });
    expect(opened.request.dueAt).toBe(rig.clock.now() + 3600_000);
  });

  test('an ask that everybody declines becomes a message left, and waits for whoever comes', async () => {
    await rig.arrives('Camille', 'Luc');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper);
    for (let i = 0; i < 2; i++) {
      const offer = await rig.store.read.one('offers', { request: opened.request.id, state: 'open' });
      const name = rig.nameOf(offer?.associate ?? null) ?? 'Noor';
      expect(await declineOffer(rig.ports, rig.asks(name), offer?.id ?? '')).toMatchObject({ ok: true });
    }
    const left = await rig.store.read.one('requests', { shopper: shopper.id, kind: 'left_message' });
    expect(left).toMatchObject({ state: 'later', cause: opened.request.id });
    await rig.arrives('Sophie');
    await rig.sweep();
    expect(await rig.offerTo('Sophie', left?.id ?? '')).toMatchObject({ state: 'open' });
  });

  test('T12: the last associate closes while it rings; within five seconds there is another way', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper());
    await dropLease(rig.ports, rig.asks('Camille'), { socket: 'socket-Camille', node: 'one' });
    await rig.pass(5_000);
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'turned' });
    expect(await rig.offers(opened.request.id)).toMatchObject([{ state: 'missed' }]);
  });

  test('what the shopper took back while it rang is asked no more, and has not run out', async () => {
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper);
    const offer = await rig.offerTo('Camille', opened.request.id);
    await withdrawRequest(rig.ports, shopper, opened.request.id);
    const answer = await acceptOffer(rig.ports, rig.asks('Camille'), offer?.id ?? '');
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_open' } });
  });

  test('she reloads her page while it rings: it rings on to its own end', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper());
    await dropLease(rig.ports, rig.asks('Camille'), { socket: 'socket-Camille', node: 'one' });
    await rig.pass(2_000);
    await renewLease(rig.ports, rig.asks('Camille'), { socket: 'socket-again', node: 'one' });
    await rig.pass(10_000);
    expect(await rig.accepts('Camille', opened.request.id)).toMatchObject({ ok: true });
  });

  test('T20: ten requests at once, one free associate: one offer rings at a time, and takes a seat', async () => {
    await rig.arrives('Camille');
    const opened = [];
    for (let i = 0; i < 10; i++) opened.push(await rig.opens(await rig.shopper()));
    expect(await rig.store.read.count('offers', { state: 'open' })).toBe(1);
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 1 });
    await rig.accepts('Camille', opened[0]?.request.id ?? '');
    await rig.sweep();
    expect(await rig.store.read.count('offers', { state: 'open' })).toBe(1);
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 2 });
  });

  test('whoever switches herself away while it rings has answered; the next one is asked', async () => {
    await rig.arrives('Camille', 'Luc');
    const opened = await rig.opens(await rig.shopper(), { product: { name: 'Carré', category: 'Silk' } });
    await setAvailability(rig.ports, rig.asks('Camille'), false);
    await rig.sweep();
    expect(await rig.offerTo('Luc', opened.request.id)).toMatchObject({ state: 'open' });
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 0, missed: 0 });
  });
});

describe('once it is held', () => {
  test('T19: a holder who stays silent is nudged, the shopper is told by name, and it is offered on', async () => {
    await rig.arrives('Camille', 'Luc');
    const opened = await rig.opens(await rig.shopper(), { product: { name: 'Carré', category: 'Silk' } });
    await rig.accepts('Camille', opened.request.id);
    await rig.passWith(60_000, 'Camille', 'Luc');
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'assigned', away: false });
    expect((await rig.request(opened.request.id)).nudgedAt).not.toBeNull();
    await rig.passWith(30_000, 'Camille', 'Luc');
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'assigned', away: true });
    const [line] = await rig.store.read.entries({ conversation: opened.conversation, kind: 'line' });
    expect(line?.body).toMatchObject({ line: 'away', name: 'Camille' });
    await rig.passWith(31_000, 'Camille', 'Luc');
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'offered', lastHolder: rig.cast.Camille.id });
    expect(await rig.offerTo('Luc', opened.request.id)).not.toBeNull();
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 0 });
  });

  test('whoever comes and goes is told of once in the log, until she has spoken again', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', opened.request.id);
    await say(rig.asks('Camille'), opened.conversation, 'Bonjour Madame');
    const lines = async () =>
      (await rig.store.read.entries({ conversation: opened.conversation, log: 'shared', kind: 'line' })).length;
    for (let i = 0; i < 3; i++) {
      await rig.jump(31_000);
      expect(await rig.request(opened.request.id)).toMatchObject({ away: true });
      await rig.renews('Camille');
      await rig.sweep();
      expect(await rig.request(opened.request.id)).toMatchObject({ away: false });
    }
    expect(await lines()).toBe(1);
    await say(rig.asks('Camille'), opened.conversation, 'Here I am.');
    await rig.jump(31_000);
    expect(await lines()).toBe(2);
  });

  test('T06: a holder whose devices are gone: the lease runs out, the shopper is told, and others are asked', async () => {
    await rig.arrives('Camille', 'Luc');
    const opened = await rig.opens(await rig.shopper(), { product: { name: 'Carré', category: 'Silk' } });
    await rig.accepts('Camille', opened.request.id);
    await say(rig.asks('Camille'), opened.conversation, 'Bonjour Madame');
    await rig.passWith(31_000, 'Luc');
    expect(await rig.request(opened.request.id)).toMatchObject({ away: true });
    await rig.passWith(61_000, 'Luc');
    expect(await rig.offerTo('Luc', opened.request.id)).not.toBeNull();
  });

  test('an offer shows what she said last where nothing waited, and her next words change nothing of it', async () => {
    await rig.arrives('Camille', 'Luc');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper, { product: { name: 'Carré', category: 'Silk' } });
    await rig.accepts('Camille', opened.request.id);
    await say(shopper, opened.conversation, 'In red, if there is one');
    await say(rig.asks('Camille'), opened.conversation, 'I shall look');
    await rig.passWith(92_000, 'Luc');
    const offered = await rig.offerTo('Luc', opened.request.id);
    const told = rig.news.flatMap((one) =>
      one.what === 'event' && one.event === 'offer' && 'id' in one.payload ? [one.payload] : [],
    );
    expect(told.filter(({ id }) => id === offered?.id)).toMatchObject([{ text: 'In red, if there is one' }]);
    rig.clock.forward(1_000);
    await say(shopper, opened.conversation, 'Are you there?');
    expect(await rig.accepts('Luc', opened.request.id)).toMatchObject({ offer: { text: 'In red, if there is one' } });
  });

  test('back before she is given up, a holder is as she was', async () => {
    await rig.arrives('Camille', 'Luc');
    const opened = await rig.opens(await rig.shopper(), { product: { name: 'Carré', category: 'Silk' } });
    await rig.accepts('Camille', opened.request.id);
    await say(rig.asks('Camille'), opened.conversation, 'Bonjour Madame');
    await rig.passWith(40_000, 'Luc');
    await rig.passWith(120_000, 'Luc', 'Camille');
    expect(await rig.request(opened.request.id)).toMatchObject({
      state: 'assigned',
      away: false,
      holder: rig.cast.Camille.id,
    });
  });

  test('done is refused while the shopper has spoken past what was seen, and frees the seat once it is true', async () => {
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper);
    const accepted = await rig.accepts('Camille', opened.request.id);
    if (!accepted.ok) throw new Error(accepted.error.code);
    const seen = accepted.card.head;
    await say(shopper, opened.conversation, 'One more thing');
    const input = { request: opened.request.id, seen };
    expect(await markDone(rig.ports, rig.asks('Camille'), input)).toMatchObject({ error: { code: 'new_words' } });
    expect(await markDone(rig.ports, rig.asks('Camille'), { ...input, seen: seen + 1 })).toMatchObject({ ok: true });
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 0 });
  });

  test('her next word resumes a done request quietly; unanswered, it is offered like any other', async () => {
    await rig.arrives('Camille', 'Luc');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper, { product: { name: 'Carré', category: 'Silk' } });
    await rig.accepts('Camille', opened.request.id);
    await markDone(rig.ports, rig.asks('Camille'), { request: opened.request.id, seen: 99 });
    await say(shopper, opened.conversation, 'And in blue?');
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'resumed', holder: null });
    expect(await rig.store.read.count('offers', { state: 'open' })).toBe(0);
    await rig.passWith(181_000, 'Camille', 'Luc');
    expect(await rig.offerTo('Camille', opened.request.id)).toMatchObject({ step: 'own' });
  });

  test('the last holder answers a resumed request and holds it again', async () => {
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper);
    await rig.accepts('Camille', opened.request.id);
    await markDone(rig.ports, rig.asks('Camille'), { request: opened.request.id, seen: 99 });
    await say(shopper, opened.conversation, 'And in blue?');
    expect(await say(rig.asks('Camille'), opened.conversation, 'Of course')).toMatchObject({ ok: true });
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'assigned', unansweredAt: null });
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 1 });
  });

  test('quiet for a quarter of an hour after her word, a talk is done by itself', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper());
    await rig.accepts('Camille', opened.request.id);
    await say(rig.asks('Camille'), opened.conversation, 'Yes, we keep one for you.');
    await rig.passWith(900_000, 'Camille');
    expect(await rig.request(opened.request.id)).toMatchObject({ state: 'done' });
  });
});

describe('two at once', () => {
  test('T14: a second live ask joins the open one: one conversation, both first words kept', async () => {
    const shopper = await rig.shopper();
    await rig.arrives('Camille');
    const [first, second] = await Promise.all([
      rig.opens(shopper, chat(rig.clock.now(), 'from the first tab')),
      rig.opens(shopper, chat(rig.clock.now(), 'from the second tab')),
    ]);
    expect(second?.request.id).toBe(first?.request.id);
    const said = await rig.store.read.entries({ conversation: first?.conversation ?? '', kind: 'message' });
    expect(said).toHaveLength(2);
    expect(await rig.store.read.count('conversations', {})).toBe(1);
  });

  test('T01: five accept in the same moment: one has it, four are told by whom', async () => {
    await rig.end();
    rig = await startRig({ policy: { ownAloneMs: 1_000, bestMs: 1_000, fewMs: 1_000, fewCount: 5 } });
    await rig.arrives('Camille', 'Luc', 'Sophie', 'Ines');
    const opened = await rig.opens(await rig.shopper());
    await rig.pass(3_000);
    const ringing = await rig.store.read.all('offers', { request: opened.request.id, state: 'open' });
    expect(ringing.length).toBe(4);
    const answers = await Promise.all(
      ringing.map(({ id, associate }) => acceptOffer(rig.ports, rig.asks(rig.nameOf(associate) ?? 'Noor'), id)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const winner = rig.nameOf((await rig.request(opened.request.id)).holder);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.error).toMatchObject({ code: 'already_taken', by: winner });
    }
    const taken = await rig.store.read.all('associates', { brand: 'maison', taken: { gt: 0 } });
    expect(taken.map((row) => row.firstName)).toEqual([winner]);
  });

  test('T03: an accept that comes with the expiry: accepted for all, or expired for all', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper());
    rig.clock.forward(25_000);
    const [answer] = await Promise.all([rig.accepts('Camille', opened.request.id), rig.sweep()]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'expired' } });
    expect(await rig.offers(opened.request.id)).toMatchObject([{ state: 'missed' }]);
  });
});
