import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import type { Namespace, Server } from 'socket.io';
import type { News } from '../store/store.ts';
import type { NewsBus } from './news-bus.ts';

export interface RedisInput {
  url: string;
  /** This relay's name. */
  node: string;
  onFault(error: unknown): void;
}

const BEAT_MS = 1_000;
/** A beat that took longer, or never came, and the bus is not well. */
const LATE_MS = 2_500;
/** What may lie unsent in this process while Redis does not answer. */
const MOST_QUEUED = 5_000;

/**
 * News over Socket.IO's Redis adapter, by `serverSideEmit`, on channels that every relay hears.
 *
 * Of its two adapters, tried on two relays with Redis stopped, flushed, restarted and stopped in its tracks (SIGSTOP):
 * - pub/sub, with the driver's offline queue: its own sockets hear on, nothing crosses, nothing is thrown; what was sent
 *   meanwhile arrives late, all at once. Without that queue: the same, each send an unhandled rejection (which ends a
 *   Node process), and nothing arrives late. After a restart both are subscribed again and cross at once.
 * - streams, with the queue: `io.emit` does not reach even its own node's sockets until Redis is back; `serverSideEmit`
 *   goes by pub/sub there too, so nothing is gained for news. Without the queue its reader asks again without a pause,
 *   and the process answers nobody any more.
 * - flushed: neither minds.
 * So it is pub/sub, without the queue, behind a publisher that never rejects; sockets' own rooms stay in memory, so that
 * telling this node's sockets never meets Redis. Late news does no harm (seq and versions decide), lost news is found by
 * the reconciler (reconciler.ts). That both of the driver's connections look well proves nothing after a restart: a beat that goes
 * out by one and comes back by the other does.
 */
export function redisNewsBus(io: Server, input: RedisInput): NewsBus {
  const socket = { reconnectStrategy: (tries: number) => Math.min(1_000, 50 * 2 ** tries), connectTimeout: 2_000 };
  const options = { url: input.url, socket, disableOfflineQueue: true, commandsQueueMaxLength: MOST_QUEUED };
  const publisher = createClient(options);
  // Subscriptions wait for the connection: they are asked for once, and again by the driver after each loss.
  const subscriber = createClient({ ...options, disableOfflineQueue: false });
  // Said once until all is well again: both connections are tried anew each second.
  let said = false;
  const fault = (error: unknown) => {
    if (!said) input.onFault(error);
    said = true;
  };
  const quietly = (asked: Promise<unknown>) => {
    asked.catch(fault);
  };
  for (const client of [publisher, subscriber]) {
    client.on('error', fault);
    quietly(client.connect());
  }
  // What went unsaid while the connection was away, were it for a moment, the others ask the store for once it is back.
  let unsaid = false;
  const send = async (channel: string, message: string) => {
    if (publisher.isReady) await publisher.publish(channel, message);
    else unsaid = true;
  };
  const adapter = createAdapter(
    { pSubscribe() {}, publish: (channel: string, text: string) => quietly(send(channel, text)), on() {}, off() {} },
    {
      pSubscribe: (...of: Parameters<typeof subscriber.pSubscribe>) => quietly(subscriber.pSubscribe(...of)),
      subscribe: (...of: Parameters<typeof subscriber.subscribe>) => quietly(subscriber.subscribe(...of)),
      pUnsubscribe() {},
      unsubscribe() {},
      on() {},
      off() {},
    },
    { key: 'salon' },
  );
  const InMemory = io.adapter() as new (namespace: Namespace) => object;
  // Called with `new`, which an arrow function would not bear.
  io.adapter(function byNamespace(namespace: Namespace) {
    return namespace.name === '/' ? adapter(namespace) : new InMemory(namespace);
  } as unknown as Parameters<typeof io.adapter>[0]);

  const pulse = createPulse(input.node, (beat) => quietly(send(BEATS, beat)));
  quietly(subscriber.subscribe(BEATS, pulse.heard));
  publisher.on('ready', () => {
    if (unsaid) pulse.beat(true);
    unsaid = false;
  });
  // Subscribed again: what others said meanwhile was not heard here.
  subscriber.on('ready', pulse.missed);
  pulse.onTurn((well) => {
    if (well) said = false;
  });
  return {
    send: (news) => void io.serverSideEmit('news', news),
    onNews: (hear) => void io.on('news', (news: News[]) => (Array.isArray(news) ? hear(news) : undefined)),
    health: pulse.health,
    onTurn: pulse.onTurn,
    async close() {
      pulse.stop();
      publisher.destroy();
      subscriber.destroy();
    },
  };
}

const BEATS = 'salon-beats';

/** A beat a second; well while one's own come back in time. */
function createPulse(node: string, send: (beat: string) => void) {
  const heardAt = new Map<string, number>();
  const turned: ((well: boolean) => void)[] = [];
  let roundTripMs: number | null = null;
  let well = false;
  const late = () => performance.now() - LATE_MS;
  const look = () => {
    const now = (heardAt.get(node) ?? Number.NEGATIVE_INFINITY) > late();
    if (now === well) return;
    well = now;
    missed();
  };
  const missed = () => {
    for (const hear of turned) hear(well);
  };
  const beat = (unsaid = false) => send(JSON.stringify({ node, at: performance.now(), unsaid }));
  const timer = setInterval(() => {
    beat();
    look();
  }, BEAT_MS);
  return {
    beat,
    missed,
    heard(beat: string) {
      const from = JSON.parse(beat) as { node: string; at: number; unsaid?: boolean };
      heardAt.set(from.node, performance.now());
      if (from.node !== node) return from.unsaid ? missed() : undefined;
      roundTripMs = performance.now() - from.at;
      // One that lay about while Redis did not answer says nothing of now.
      if (roundTripMs > LATE_MS) heardAt.delete(node);
      look();
    },
    health() {
      for (const [other, at] of heardAt) if (at < late()) heardAt.delete(other);
      const heard = [...heardAt.keys()].filter((other) => other !== node);
      return { well, roundTripMs, heard };
    },
    onTurn: (hear: (well: boolean) => void) => void turned.push(hear),
    stop: () => clearInterval(timer),
  };
}
