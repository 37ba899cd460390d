import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { makeId } from '../protocol/id.ts';
import { createProbes } from './actions/audit-probe.ts';
import { sweepCallCounts } from './actions/count-calls.ts';
import { findShopper } from './actions/find-shopper.ts';
import { findSignIn, signInEndsAt } from './actions/find-sign-in.ts';
import { lastAlive, mendOutage, sayAlive } from './actions/outage.ts';
import type { Ports } from './actions/ports.ts';
import { makeSecret } from './actions/secret.ts';
import { sweep, sweepSessions } from './actions/sweep.ts';
import { welcome } from './cli/welcome.ts';
import { type Clock, createClock } from './clock.ts';
import { type Config, ownOrigins, readConfig, WrongSettings } from './config.ts';
import { addressesBehind } from './edge/address.ts';
import { createGate } from './edge/gate.ts';
import { createLimits } from './edge/limits.ts';
import { createOrigins } from './edge/origins.ts';
import { createPort, type Port } from './edge/port.ts';
import { createHttp } from './http/app.ts';
import { createPasswords } from './http/argon.ts';
import { signInToken } from './http/cookies.ts';
import { createLog } from './log.ts';
import { callRules } from './metrics/call-alarm.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createBackups } from './operation/backups.ts';
import { makePrivate } from './operation/private.ts';
import { removeRelayFile, writeRelayFile } from './operation/relay-file.ts';
import { strikeAgain } from './operation/strike-again.ts';
import type { Serving } from './sockets/input.ts';
import { logSockets } from './sockets/log-sockets.ts';
import { redisNewsBus } from './sockets/redis-news-bus.ts';
import { createSockets } from './sockets/sockets.ts';
import { WrongSchema } from './store/migrate.ts';
import { openStore } from './store/open-store.ts';
import { startSweeper } from './sweeper.ts';
import { readVersion } from './version.ts';

/** A relay that runs. */
export interface Relay {
  url: string;
  ports: Ports;
  /** Looks at everything that is due, now. */
  sweep(): Promise<void>;
  /** Takes no new work, finishes what is in flight, tells every client when to come back. */
  stop(): Promise<void>;
}

/** What a test may bring along instead of the machine's own. */
export interface Outside {
  clock?: Clock;
  log?: Logger;
}

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** How far apart clients are asked to come back, for each thousand of them. */
const SPREAD_MS = 2_000;
const ALIVE_EVERY_MS = 1_000;
const SESSIONS_EVERY_MS = 10 * 60_000;

/** How what has begun ends, in the order in which it began. */
type Ends = (() => unknown)[];

/**
 * Builds a relay from its settings and starts it; the composition root. The port is taken first, and says that it is
 * early until everything stands; where something cannot be built it is given back, and nothing that has begun goes on.
 */
export async function startRelay(config: Config, outside: Outside = {}): Promise<Relay> {
  const port = createPort();
  const portNumber = await port.listen(config.port, config.host);
  const ends: Ends = [];
  try {
    return await build(config, outside, port, portNumber, ends);
  } catch (error) {
    await port.close(endAll(ends));
    throw error;
  }
}

/** The last first. What cannot be ended either is not told: whoever starts the relay hears what came before it. */
async function endAll(ends: Ends): Promise<void> {
  for (const end of ends.toReversed())
    await Promise.resolve()
      .then(end)
      .catch(() => {});
}

/** Each thing once, in the order in which they need one another. */
async function build(config: Config, outside: Outside, port: Port, portNumber: number, ends: Ends): Promise<Relay> {
  const log = outside.log ?? createLog(config.logLevel);
  const clock = outside.clock ?? createClock();
  const node = `${hostname()}:${process.pid}`;
  const fault = (what: string) => (error: unknown) => log.error({ err: error }, what);
  let draining = false;
  const isDraining = () => draining;

  const wide = await makePrivate(config.dataDir);
  if (wide.length > 0) log.warn({ wide }, 'others on this machine may read these, and it could not be changed');
  const version = readVersion();
  const metrics = createMetrics(clock.now);
  const store = await openStore(config, {
    ...{ clock, makeId: (now: number) => makeId(now) },
    ...{ onFault: fault('the store'), onCommit: metrics.committed },
  });
  ends.push(() => store.close());
  const ports: Ports = { store, calls: callRules(config.limits.calls, [metrics.registry], log, () => store.now()) };
  // A shared store has its own time, told against this machine's: a clock set ahead would run before it for seconds.
  if (!outside.clock && config.databaseUrl === null) clock.notBefore((await lastAlive(ports)) + ALIVE_EVERY_MS);
  const gapMs = await mendOutage(ports);
  if (gapMs > 0) log.info({ gapMs }, 'no relay ran for a while: what ran through it is lengthened by as much');
  const backups = createBackups({ ...config, version });
  await strikeAgain(ports, backups, log);

  const own =
    config.port === 0 ? ownOrigins(`http://localhost:${portNumber}`, portNumber, config.production) : config.own;
  const settings = {
    ...config,
    own,
    publicUrl: config.port === 0 ? `http://localhost:${portNumber}` : config.publicUrl,
  };

  const origins = createOrigins({
    own,
    houses: () => store.read.all('brands', {}),
    house: (id) => store.read.one('brands', { id }),
  });
  const edge = {
    gate: createGate({ origins, own, isDraining }),
    limits: createLimits(config.limits),
    addressOf: addressesBehind(config.trustProxy),
  };
  const probes = createProbes(ports, fault('a probe could not be noted'));
  const sockets = createSockets(
    port.http,
    {
      ports,
      findShopper: (token) => findShopper(ports, token),
      findSignIn: async (cookies) => {
        const token = signInToken(cookies, settings.publicUrl);
        const signIn = token === null ? null : await findSignIn(ports, token);
        return signIn && { id: signIn.id, associate: signIn.associate.id, brand: signIn.associate.brand };
      },
      signInEndsAt: (id) => signInEndsAt(ports, id),
      isDraining,
      node,
      ...newsBusOf(config, node, log),
      log,
      ...edge,
      onAnswered: metrics.answered,
      noteNotFound: (asking, event, subject) =>
        probes.note({ brand: asking.brand, actor: asking.id, action: event, subject }),
    },
    {
      houseChanged: store.forgetHouse,
      cutOff: (waitingChars) => {
        log.warn({ waitingChars }, 'somebody who had stopped reading was cut off');
        metrics.cutOff();
      },
      lineCut: (why) => {
        log.debug({ why }, 'a line that brought too much was cut');
        metrics.lineCut(why);
      },
    },
  );
  ends.push(() => {
    draining = true;
    return sockets.close();
  });
  store.onNews(sockets.announce);
  store.onNews(metrics.heard);
  store.onUnsure(sockets.unsure);
  const sweeper = startSweeper({
    now: store.now,
    sweep: async (woken) => {
      const [next] = await Promise.all([sweep(ports, woken), sockets.endSignIns()]);
      return next;
    },
    onFault: fault('a sweep failed'),
  });
  ends.push(() => sweeper.stop());
  sockets.onCapacityFreed(sweeper.wake);
  metrics.watch({
    ...{ ...config, version, store, roundTripMs: sockets.roundTripMs, newsTrouble: sockets.trouble },
    sockets: () => ({
      shoppers: sockets.io.of('/shopper').sockets.size,
      desks: sockets.io.of('/console').sockets.size,
    }),
  });
  logSockets(sockets.io, log, metrics.gone);
  const passwords = await createPasswords();
  const adminToken = makeSecret();
  const app = createHttp({
    settings,
    ports,
    backups,
    origins,
    ...edge,
    passwords,
    probes,
    log,
    registry: metrics.registry,
    dist: DIST,
    adminToken,
    isDraining,
    newsTrouble: sockets.trouble,
    ...(config.testClock
      ? {
          forward: async (ms: number) => {
            clock.forward(ms);
            // A life that ends now must not go back before what it has seen.
            await sayAlive(ports, node);
            await sweeper.run();
          },
        }
      : {}),
  });
  const timers = [
    setInterval(() => {
      metrics.writing(store.writing);
      sayAlive(ports, node).catch(fault('the heartbeat was not written'));
    }, ALIVE_EVERY_MS),
    setInterval(() => void sweepSessions(ports).catch(fault('unused sessions stay')), SESSIONS_EVERY_MS),
    setInterval(() => void sweepCallCounts(ports).catch(fault('counts of old calls stay')), SESSIONS_EVERY_MS),
  ];
  const endTimers = () => timers.forEach(clearInterval);
  ends.push(endTimers);
  await sayAlive(ports, node);
  await welcome({ ports, passwords, settings, log });
  await writeRelayFile(config.dataDir, { pid: process.pid, url: `http://127.0.0.1:${portNumber}`, token: adminToken });
  port.open(app);

  return {
    url: `http://localhost:${portNumber}`,
    ports,
    sweep: () => sweeper.run(),
    async stop() {
      draining = true;
      endTimers();
      await removeRelayFile(config.dataDir, process.pid).catch(fault('relay.json was not removed'));
      await sockets.drain((SPREAD_MS * sockets.io.engine.clientsCount) / 1_000);
      await sweeper.stop();
      await port.close(sockets.close());
      await probes.idle();
      await sayAlive(ports, node).catch(fault('the last heartbeat was not written'));
      await store.close();
    },
  };
}

/** What carries news to the relays that share this one's store. */
function newsBusOf({ redisUrl }: Config, node: string, log: Logger): Pick<Serving, 'newsBus'> {
  if (redisUrl === null) return {};
  const onFault = (error: unknown) => log.warn({ err: error }, 'Redis');
  return { newsBus: (io) => redisNewsBus(io, { url: redisUrl, node, onFault }) };
}

/** What whoever starts the relay can mend is said in a sentence; anything else is shown whole. */
const isForOperator = (error: unknown): error is Error =>
  error instanceof WrongSettings || error instanceof WrongSchema;

/** Reads the settings, starts a relay, and stops it cleanly on SIGTERM and Ctrl-C. */
export async function main(): Promise<void> {
  let relay: Relay;
  try {
    relay = await startRelay(readConfig(process.env));
  } catch (error) {
    console.error(isForOperator(error) ? error.message : error);
    process.exitCode = 1;
    return;
  }
  const stop = () => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    // Whatever hangs is left behind: a deploy does not wait for ever.
    setTimeout(() => process.exit(1), 20_000).unref();
    relay.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

if (import.meta.main) await main();
