import { io } from 'socket.io-client';
import { PROTOCOL } from '../../protocol/number.ts';
import { type Checked, good, mend, whyOf } from './checked.ts';

const PATIENCE_MS = 5_000;
/** An answer's Date is cut to seconds, and takes a while to come. */
const CLOCK_MS = 5_000;

/** Whether people reach the relay where the settings say, and by which clock it is dated. */
export async function checkAddress(publicUrl: string, now: () => number = Date.now): Promise<Checked[]> {
  const what = 'public address';
  try {
    const answer = await fetch(`${publicUrl}/healthz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await answer.json().catch(() => null)) as { ok?: unknown; degraded?: Record<string, string> } | null;
    if (answer.status !== 200 || body?.ok !== true) {
      const says = `${publicUrl}/healthz answers ${answer.status}, not as a relay does: look at what the proxy passes on, and at PUBLIC_URL.`;
      return [mend(what, says)];
    }
    const troubles = Object.entries(body.degraded ?? {}).map(([name, why]) => `${name} (${why})`);
    const reached =
      troubles.length === 0
        ? good(what, `${publicUrl} answers`)
        : mend(what, `The relay at ${publicUrl} is degraded: ${troubles.join(', ')}.`);
    return [reached, dateOf(answer, now())];
  } catch (error) {
    return [mend(what, `${publicUrl} does not answer (${whyOf(error)}): start the proxy, or correct PUBLIC_URL.`)];
  }
}

function dateOf(answer: Response, now: number): Checked {
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) return good('clock at the address', 'its answers carry no date');
  const offMs = Math.abs(date - now);
  if (offMs <= CLOCK_MS) return good('clock at the address', 'goes with this machine');
  const says = `The public address is ${Math.round(offMs / 1_000)} s away from this machine's clock: let both keep time by NTP.`;
  return mend('clock at the address', says);
}

/** Whether a WebSocket comes through to the relay's own namespace; nobody is signed in, so it is refused there. */
export function checkUpgrade(publicUrl: string): Promise<Checked> {
  const what = 'WebSocket upgrade';
  return new Promise((resolve) => {
    const socket = io(`${publicUrl}/console`, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true, timeout: PATIENCE_MS },
      extraHeaders: { origin: publicUrl },
      auth: { protocol: PROTOCOL },
    });
    const end = (checked: Checked) => {
      socket.close();
      resolve(checked);
    };
    socket.on('connect', () => end(good(what, 'passes the proxy')));
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      // Refused by the relay's own code: so it has come through.
      if (error.data?.code === 'not_signed_in') end(good(what, 'passes the proxy'));
      else if (error.data?.code) end(mend(what, `The relay refuses a desk from ${publicUrl}: ${error.data.code}.`));
      else end(mend(what, NO_UPGRADE(publicUrl)));
    });
  });
}

const NO_UPGRADE = (publicUrl: string): string =>
  `A WebSocket to ${publicUrl}/socket.io/ does not come through: let the proxy pass Upgrade and Connection on there.`;
