import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../helpers/free-port.ts';

const FLOOR = fileURLToPath(new URL('floor.ts', import.meta.url));

/** A floor in a process of its own. */
export class FloorProcess {
  readonly url: string;
  readonly #port: number;
  readonly #prefix: readonly string[];
  readonly #dir: string | null;
  #child: ChildProcess | null = null;

  private constructor(port: number, prefix: readonly string[], commits: boolean) {
    this.#port = port;
    this.#prefix = prefix;
    this.#dir = commits ? mkdtempSync(join(tmpdir(), 'salon-floor-')) : null;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(prefix: readonly string[], commits = false): Promise<FloorProcess> {
    const floor = new FloorProcess(await freePort(), prefix, commits);
    await floor.start();
    return floor;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const [command = '', ...args] = [...this.#prefix, process.execPath, FLOOR];
    const file = this.#dir ? { FILE: join(this.#dir, 'floor.db') } : {};
    const env = { ...process.env, PORT: String(this.#port), ...file };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    await once(child.stdout, 'data');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.#dir) rmSync(this.#dir, { recursive: true, force: true });
  }
}

// A run that ends early must not leave processes behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
