import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.ts';
import { ensureProgram } from './programs.ts';

const PROGRAM = {
  name: 'redis-server',
  packages: ['redis-server'],
  otherwise: 'macOS: `brew install redis`; version 7 or newer',
};

/** A Redis of the tests' own, on a free port, that keeps nothing. */
export class Redis {
  readonly port: number;
  readonly #bin = ensureProgram(PROGRAM);
  #child: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error('Redis is not running');
    return this.#child.pid;
  }

  async start(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(this.#bin, args, { stdio: 'ignore' });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const until = Date.now() + 10_000; ; ) {
      if ((await this.ask('PING').catch(() => '')) === '+PONG') return;
      if (Date.now() > until || child.exitCode !== null) throw new Error('Redis did not start');
      await new Promise((go) => setTimeout(go, 20));
    }
  }

  /** One command; gives the first line of the answer. */
  ask(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${command}\r\n`));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString().split('\r\n')[0] ?? '');
      });
      socket.once('error', reject);
    });
  }

  /** One command; gives all that Redis answers, however long. */
  all(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${command}\r\nQUIT\r\n`));
      socket.on('data', (data) => {
        said += data.toString();
      });
      socket.once('end', () => resolve(said));
      socket.once('error', reject);
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

// A test run that ends early must not leave servers behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
