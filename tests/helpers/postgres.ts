import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { ensureProgram, versionsIn } from './programs.ts';

const PROGRAM = {
  name: 'postgres',
  packages: ['postgresql'],
  folders: versionsIn('/usr/lib/postgresql', 'bin'),
  otherwise: 'macOS: `brew install postgresql`; version 15 or newer, with its folder in PATH',
};

export interface PostgresOptions {
  /** Settings of the server, as `name: value`. */
  settings?: Record<string, string | number>;
}

/** A Postgres of the tests' own, on a free port, with its data in a temporary folder. */
export class Postgres {
  readonly port: number;
  readonly #dir: string;
  readonly #bin: string;
  readonly #who: { uid: number; gid: number } | object;
  readonly #settings: Record<string, string | number>;
  #child: ChildProcess | undefined;
  #databases = 0;

  private constructor(port: number, options: PostgresOptions) {
    this.port = port;
    this.#bin = dirname(ensureProgram(PROGRAM));
    this.#dir = mkdtempSync(join(tmpdir(), 'salon-postgres-'));
    // Postgres will not run as root.
    this.#who = process.getuid?.() === 0 ? idsOf('postgres') : {};
    if ('uid' in this.#who) chownSync(this.#dir, this.#who.uid, this.#who.gid);
    this.#settings = options.settings ?? {};
  }

  static async start(options: PostgresOptions = {}): Promise<Postgres> {
    const server = new Postgres(await freePort(), options);
    const made = spawnSync(
      join(server.#bin, 'initdb'),
      ['-D', server.#data, '-U', 'salon', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...server.#who, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error ?? ''}`);
    await server.start();
    return server;
  }

  get #data(): string {
    return join(this.#dir, 'data');
  }

  urlOf(database: string): string {
    return `postgres://salon@127.0.0.1:${this.port}/${database}`;
  }

  /** A fresh, empty database; gives its address. */
  async database(): Promise<string> {
    const name = `salon_${++this.#databases}`;
    await this.ask(`create database ${name}`);
    return this.urlOf(name);
  }

  /** Takes every row out of a database, and leaves its tables. */
  async empty(url: string): Promise<void> {
    const database = new URL(url).pathname.slice(1);
    const tables = await this.ask(
      `select quote_ident(tablename) as name from pg_tables
       where schemaname = 'public' and tablename <> 'migrations'`,
      database,
    );
    if (tables.length > 0) await this.ask(`truncate ${tables.map(({ name }) => name).join(', ')}`, database);
  }

  /** One statement as the owner of everything, on a connection of its own. */
  async ask(text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  async start(): Promise<void> {
    // What survives a power cut is not what these tests are about, and syncing costs them most of their time.
    const settings = { fsync: 'off', listen_addresses: '127.0.0.1', max_connections: 200, ...this.#settings };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const where = ['-D', this.#data, '-p', String(this.port), '-k', this.#dir];
    const child = spawn(join(this.#bin, 'postgres'), [...where, ...flags], { ...this.#who, stdio: 'ignore' });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const until = Date.now() + 20_000; ; ) {
      if (await this.ask('select 1').catch(() => null)) return;
      if (Date.now() > until || child.exitCode !== null) throw new Error('Postgres did not start');
      await new Promise((go) => setTimeout(go, 30));
    }
  }

  /** Ends it: `fast` rolls back and closes, `immediate` is a crash. */
  async halt(how: 'fast' | 'immediate' = 'immediate'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

// A test run that ends early must not leave servers behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGQUIT');
});

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  const found = { uid: id('-u'), gid: id('-g') };
  return found.uid > 0 ? found : idsOf('nobody');
}
