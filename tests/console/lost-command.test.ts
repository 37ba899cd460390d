import { effect } from '@preact/signals';
import type { Socket } from 'socket.io-client';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openLink } from '../../console/connection.ts';
import { createClock } from '../../console/models/clock.ts';
import { createConversations } from '../../console/models/conversations.ts';
import { createDesk } from '../../console/models/desk.ts';
import { keepLease } from '../../console/models/lease.ts';
import { createOutbox } from '../../console/models/outbox.ts';
import { openPersonStore } from '../../console/models/person-store.ts';
import { createRing } from '../../console/models/ring.ts';
import type { Me } from '../../protocol/console.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { RELAY, startWire, type Wire } from '../helpers/wire.ts';

/** The library's socket, opened to a relay of the test's own; a frame that it is told to lose never leaves it. */
const lines = vi.hoisted(() => ({ url: '', name: '', opened: [] as unknown[] }));
vi.mock('socket.io-client', async (original) => {
  const { io } = await original<typeof import('socket.io-client')>();
  return {
    io: (namespace: string, options: object) => {
      const extraHeaders = { origin: lines.url && 'https://relay.example', cookie: `salon=${lines.name}` };
      const socket = io(lines.url + namespace, { ...options, extraHeaders });
      lines.opened.push(socket);
      return socket;
    },
  };
});

const ended: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(ended.map((end) => end())));

/** Camille's desk, wired as the console wires it, with a client of hers in a thread that she holds. */
async function seated() {
  const wire = await startWire();
  const { id, brand } = wire.rig.cast.Camille;
  wire.signIns.set('Camille', { id: 'sign-in', associate: id, brand });
  Object.assign(lines, { url: wire.url, name: 'Camille' });
  expect(RELAY).toBe('https://relay.example');
  const clock = createClock(() => wire.rig.clock.now());
  const link = openLink({ learn: () => undefined, onRefused: () => undefined });
  const socket = lines.opened.at(-1) as Socket;
  const sent: string[] = [];
  let loses: RegExp | null = null;
  let times = 0;
  let deaf: string | null = null;
  const hearing = socket as unknown as { onevent(packet: { data: unknown[] }): void };
  const hear = hearing.onevent.bind(socket);
  hearing.onevent = (packet) => {
    if (packet.data[0] !== deaf) return hear(packet);
    deaf = null;
  };
  socket.io.on('open', () => {
    const { engine } = socket.io;
    const write = engine.write.bind(engine);
    engine.write = (...frame) => {
      sent.push(String(frame[0]));
      if (!loses?.test(String(frame[0]))) return write(...frame);
      times -= 1;
      if (times === 0) loses = null;
      return engine;
    };
  });
  const desk = createDesk({ me: { id } as Me, link, clock });
  const store = openPersonStore(null, id);
  const outbox = createOutbox({
    store,
    link,
    now: clock.now,
    onStored: (conversation, entries) => conversations.open(conversation).take(entries),
  });
  const conversations = createConversations({ desk, link, outbox, store });
  const ring = createRing({ desk, link, clock, bell: { start: () => undefined, stop: () => undefined } });
  const stop = keepLease(link);
  ended.push(async () => {
    stop();
    ring.dispose();
    conversations.dispose();
    outbox.dispose();
    link.close();
    await wire.end();
  });
  await vi.waitFor(() => expect(link.state.value).toBe('open'), 10_000);
  await desk.setAvailable(true);
  const claire = await wire.rig.shopper();
  const { conversation } = await wire.rig.opens(claire);
  await vi.waitFor(() => expect(ring.offer.value).not.toBeNull(), 10_000);
  return {
    ...{ wire, desk, link, ring, conversation, claire, conversations },
    sentSince: (mark: number) => sent.slice(mark),
    mark: () => sent.length,
    /** The next frames that are such are lost. */
    lose: (frame: RegExp, count = 1) => {
      loses = frame;
      times = count;
    },
    /** The next telling of this is lost on its way to her. */
    deafTo: (event: string) => {
      deaf = event;
    },
    isLost: () => vi.waitFor(() => expect(loses).toBeNull(), 15_000),
  };
}
type Seated = Awaited<ReturnType<typeof seated>>;

/** The thread that she holds, on a visible screen. */
async function holding(at: Seated) {
  await at.ring.accept();
  const thread = at.conversations.open(at.conversation);
  const stop = effect(() => {
    if (thread.caughtUp.value && thread.entries.value.length > 0) queueMicrotask(thread.markRead);
  });
  ended.push(async () => stop());
  await vi.waitFor(() => expect(thread.caughtUp.value).toBe(true), 10_000);
  return thread;
}
const says = (wire: Wire, at: Seated, text: string) =>
  appendEntries(wire.rig.ports, at.claire, {
    conversation: at.conversation,
    log: 'shared',
    entries: [{ ...wire.message(text), v: 1 }],
  });
const SOON = { timeout: 25_000, interval: 50 };

describe.concurrent('F3: what a desk says never reaches the relay, on a line that stands', () => {
  it('her words are repeated, and stand once', async () => {
    const at = await seated();
    const thread = await holding(at);
    at.lose(/"entries.append"/);
    thread.write('Of course');
    thread.send();
    await at.isLost();
    await vi.waitFor(() => expect(thread.unsent.value).toEqual([]), SOON);
    const said = await at.wire.rig.store.read.entries({ conversation: at.conversation, log: 'shared' });
    expect(said.filter(({ body }) => (body as { text?: string } | null)?.text === 'Of course')).toHaveLength(1);
  });

  it('that she has read is repeated', async () => {
    const at = await seated();
    const thread = await holding(at);
    await new Promise((go) => setImmediate(go));
    // That it has arrived, and that she has seen it.
    at.lose(/"cursor.move"/, 2);
    await says(at.wire, at, 'Are you there?');
    await at.isLost();
    const last = thread.entries.value.at(-1)?.seq;
    await vi.waitFor(async () => {
      const [own] = await at.wire.rig.store.read.all('cursors', {
        conversation: at.conversation,
        person: at.wire.rig.cast.Camille.id,
      });
      expect([own?.deliveredSeq, own?.readSeq]).toEqual([last, last]);
    }, SOON);
  });

  it('that she takes a client: she is told within seconds that it did not arrive, and her next press takes it', async () => {
    const at = await seated();
    at.lose(/"offer.accept"/);
    expect(await at.ring.accept()).toBeNull();
    expect(at.ring.end.value).toEqual({ kind: 'refused', code: 'unreachable' });
    await vi.waitFor(() => expect(at.link.state.value).toBe('open'), SOON);
    expect(await at.ring.accept()).toBe(at.conversation);
    expect(await at.wire.rig.store.read.count('assignments', {})).toBe(1);
  });

  it('that she can be reached is repeated long before her lease ends', async () => {
    const at = await seated();
    at.lose(/"lease.renew"/);
    await at.isLost();
    const mark = at.mark();
    await vi.waitFor(() => expect(at.sentSince(mark).some((frame) => frame.includes('lease.renew'))).toBe(true), SOON);
  });

  it('that she is here no more: she is told, and the line is made anew', async () => {
    const at = await seated();
    at.lose(/"availability.set"/);
    expect(await at.desk.setAvailable(false)).toBe('unreachable');
    await vi.waitFor(() => expect(at.link.state.value).toBe('open'), SOON);
    expect(at.desk.availability.value?.declared).toBe(true);
  });

  it('the question after a gap in what she was told is asked again', async () => {
    const at = await seated();
    const thread = await holding(at);
    await vi.waitFor(() => expect(thread.entries.value.length).toBeGreaterThan(0), SOON);
    at.lose(/"entries.after"/);
    at.deafTo('entries');
    await says(at.wire, at, 'first');
    await says(at.wire, at, 'second');
    await at.isLost();
    const texts = () => thread.entries.value.flatMap(({ body }) => (body as { text?: string } | null)?.text ?? []);
    expect(texts()).not.toContain('second');
    await vi.waitFor(() => expect(texts().slice(-2)).toEqual(['first', 'second']), SOON);
  });
});
