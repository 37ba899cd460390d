import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { readRelayFile } from '../../server/operation/relay-file.ts';
import { freePort } from './free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A machine that has much else to do is slow, not wrong. */
const READY_WITHIN_MS = 120_000;

export interface RelayOptions {
  env?: Record<string, string>;
  /** Runs the relay under another command, such as `taskset -c 0`. */
  prefix?: readonly string[];
  /** What Node runs, with its options; `npm start` when not said. */
  script?: readonly string[];
  /** Where its data lies; a new folder of its own when not said. */
  dataDir?: string;
}

/** The real relay in a process of its own, on data of its own. */
export class RelayProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #options: RelayOptions;
  #child: ChildProcess | undefined;
  #said = '';

  private constructor(port: number, options: RelayOptions) {
    this.#port = port;
    this.#options = options;
    this.dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'salon-relay-'));
    this.url = `http://localhost:${port}`;
  }

  /** Starts a relay and waits until it is ready. */
  static async start(options: RelayOptions = {}): Promise<RelayProcess> {
    const relay = new RelayProcess(await freePort(), options);
    await relay.start();
    return relay;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error('the relay is not running');
    return this.#child.pid;
  }

  /** Everything that it has said so far, over all its lives. */
  get log(): string {
    return this.#said;
  }

  /** Starts again on the same data and port. */
  async start(): Promise<void> {
    const { env = {}, prefix = [], script = ['server/start.mjs'] } = this.#options;
    const [command = '', ...args] = [...prefix, process.execPath, ...script];
    const { NODE_ENV: _, NODE_OPTIONS: __, ...inherited } = process.env;
    const before = await readRelayFile(this.dataDir);
    const child = spawn(command, args, {
      cwd: root,
      env: { ...inherited, TEST_CLOCK: '1', ...env, PORT: String(this.#port), DATA_DIR: this.dataDir },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (this.#said += chunk));
    await this.#ready(child, before?.token);
  }

  /** Ready is this life of this relay: not the one before, nor whoever else answers there. */
  async #ready(child: ChildProcess, before: string | undefined): Promise<void> {
    for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; ) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      const written = answer?.ok ? await readRelayFile(this.dataDir) : null;
      if (written && written.token !== before) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const how = child.exitCode ?? child.signalCode ?? 'it still runs';
    child.kill('SIGKILL');
    throw new Error(`the relay did not become ready (${how}); it said:\n${this.#said}`);
  }

  /** Sends a signal, such as SIGSTOP, and does not wait. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Tells the script something, where it listens. */
  send(message: object): void {
    this.#child?.send(message);
  }

  /** Tells the script something, and waits for what it answers. */
  async ask(message: object): Promise<unknown> {
    if (!this.#child) throw new Error('the relay is not running');
    const answered = once(this.#child, 'message');
    this.send(message);
    return (await answered)[0];
  }

  /** Resolves with how the process ended, by whatever; at once when it has. */
  async ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return { code: child?.exitCode ?? null, signal: child?.signalCode ?? null };
  }

  /** Sends a signal and waits for the end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Dies by `signal` and comes back on the same data. */
  async restart(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.kill(signal);
    await this.start();
  }

  /** Moves policy time: what is due within `forwardMs` happens now. */
  async forward(forwardMs: number): Promise<void> {
    const answer = await fetch(`${this.url}/api/test/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({ forwardMs }),
    });
    if (!answer.ok) throw new Error(`the clock did not move: ${answer.status} ${await answer.text()}`);
  }

  /** Ends it for good and removes its data. */
  async stop(): Promise<void> {
    await this.kill('SIGKILL');
    if (this.#options.dataDir === undefined) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

// A test run that ends early must not leave relays behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Gives every test of a file a fresh relay of its own, and takes it away afterwards; or one to all of them, where no
 * test leaves anything that another would meet: nobody asks for anybody, and the house stays as it is.
 */
export function useRelay({
  per = 'test',
  ...options
}: RelayOptions & { per?: 'test' | 'file' } = {}): () => RelayProcess {
  const [before, after] = per === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  let relay: RelayProcess | undefined;
  before(async () => {
    relay = await RelayProcess.start(options);
  });
  after(async () => {
    await relay?.stop();
    relay = undefined;
  });
  return () => {
    if (!relay) throw new Error('no test is running');
    return relay;
  };
}
