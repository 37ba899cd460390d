import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { type Checked, good, mend, whyOf } from './checked.ts';

const PATIENCE_MS = 3_000;

/** Whether Redis answers, and whether what is published there comes back. */
export async function checkAdapter(redisUrl: string): Promise<Checked> {
  const what = 'news between relays';
  const sender = clientOf(redisUrl);
  const hearer = clientOf(redisUrl);
  // What fails is thrown by the call as well.
  for (const client of [sender, hearer]) client.on('error', () => {});
  try {
    // One that is stopped in its tracks still takes connections.
    await inTime(Promise.all([sender.connect(), hearer.connect()]));
    await inTime(sender.ping());
    const ms = await inTime(roundTrip(sender, hearer));
    return good(what, `Redis answers, there and back in ${ms.toFixed(1)} ms`);
  } catch (error) {
    return mend(
      what,
      `Redis does not do its work (${whyOf(error)}): start it, or correct REDIS_URL. Nothing is lost meanwhile.`,
    );
  } finally {
    for (const client of [sender, hearer]) client.destroy();
  }
}

const clientOf = (url: string) =>
  createClient({ url, socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: false } });
type Client = ReturnType<typeof clientOf>;

async function roundTrip(sender: Client, hearer: Client): Promise<number> {
  const channel = `salon-check-${randomUUID()}`;
  let came = () => {};
  const back = new Promise<void>((resolve) => {
    came = resolve;
  });
  await hearer.subscribe(channel, () => came());
  const sentAt = performance.now();
  await sender.publish(channel, 'there and back');
  await back;
  return performance.now() - sentAt;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
