import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Socket } from 'socket.io-client';
import { freePort } from '../helpers/free-port.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { bareConversations, idleConnection } from './bare.ts';
import { applyBenchHouse, BENCH_ENV, demoEmails } from './bench-house.ts';
import type { Conversations } from './load.ts';
import { idleShopper, realConversations } from './real.ts';

/** A relay in a process of its own, real or bare. */
export interface Subject {
  pid: number;
  /** One connected shopper who says nothing. */
  idle(): Promise<Socket>;
  converse(associates: number, count: number): Promise<Conversations>;
  stop(): Promise<unknown>;
}

export async function startFloor(prefix: readonly string[]): Promise<Subject> {
  const port = await freePort();
  const [command = '', ...args] = [...prefix, process.execPath, fileURLToPath(new URL('floor.ts', import.meta.url))];
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${port}`;
  return {
    pid: child.pid as number,
    idle: () => idleConnection(url),
    converse: (associates, count) => bareConversations(url, associates, count),
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

export async function startRelay(prefix: readonly string[]): Promise<Subject> {
  const relay = await RelayProcess.start({ prefix, env: BENCH_ENV });
  await applyBenchHouse(relay);
  return {
    pid: relay.pid,
    idle: () => idleShopper(relay.url),
    converse: (associates, count) => realConversations(relay.url, demoEmails().slice(0, associates), count),
    stop: () => relay.stop(),
  };
}
