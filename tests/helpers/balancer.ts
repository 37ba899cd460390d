import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { ensureProgram } from './programs.ts';

export type Kind = 'nginx' | 'haproxy';

const SAMPLES = fileURLToPath(new URL('../../server/proxies/', import.meta.url));
const OTHERWISE = { nginx: 'macOS: `brew install nginx`', haproxy: 'macOS: `brew install haproxy`' };

export interface BalancerInput {
  kind: Kind;
  /** Where it listens. */
  port: number;
  /** The relays' ports, two of them. */
  relays: readonly number[];
  /** Strips the upgrade on its way, as some proxies do. */
  withoutUpgrade?: boolean;
}

/** The repository's own sample file, run as it stands but for ports and the certificate. */
export class Balancer {
  readonly url: string;
  readonly #dir = mkdtempSync(join(tmpdir(), 'salon-balancer-'));
  readonly #input: BalancerInput;
  #child: ChildProcess | undefined;
  #said = '';

  private constructor(input: BalancerInput) {
    this.#input = input;
    this.url = `https://localhost:${input.port}`;
  }

  static async start(input: BalancerInput): Promise<Balancer> {
    const balancer = new Balancer(input);
    chmodSync(balancer.#dir, 0o755);
    balancer.#certify();
    balancer.#run(input.kind === 'nginx' ? balancer.#nginx() : balancer.#haproxy());
    await balancer.#ready();
    return balancer;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#dir, name);
  }

  #certify(): void {
    const made = spawnSync(
      ensureProgram({ name: 'openssl', packages: ['openssl'], otherwise: 'it comes with most systems' }),
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
        .concat(['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'])
        .concat(['-keyout', this.#path('key.pem'), '-out', this.#path('cert.pem')]),
      { encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`);
    writeFileSync(this.#path('both.pem'), read(this.#path('cert.pem')) + read(this.#path('key.pem')));
  }

  /** The sample with this run's ports and paths in place of its own; what stands there must be there. */
  #sample(name: string, changes: readonly (readonly [from: string, to: string])[]): string {
    const [one, two] = this.#input.relays;
    const all = [...changes, ['127.0.0.1:4001', `127.0.0.1:${one}`], ['127.0.0.1:4002', `127.0.0.1:${two}`]] as const;
    return all.reduce(
      (text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`${name} does not say "${from}"`);
        return text.replaceAll(from, to);
      },
      read(join(SAMPLES, name)),
    );
  }

  #nginx(): string[] {
    const site = this.#sample('nginx.conf', [
      ['listen 443 ssl', `listen 127.0.0.1:${this.#input.port} ssl`],
      ['/etc/ssl/salon/', `${this.#dir}/`],
      ...(this.#input.withoutUpgrade ? [['Upgrade $http_upgrade', 'Upgrade ""'] as const] : []),
    ]);
    writeFileSync(this.#path('site.conf'), site);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (what) => `${what}_temp_path ${this.#dir};`,
    );
    writeFileSync(
      this.#path('main.conf'),
      `daemon off; pid ${this.#path('pid')}; error_log stderr; worker_processes 2;
       events { worker_connections 4096; }
       http { access_log off; ${temporary.join(' ')} include ${this.#path('site.conf')}; }`,
    );
    return [
      ensureProgram({ name: 'nginx', packages: ['nginx'], otherwise: OTHERWISE.nginx }),
      '-c',
      this.#path('main.conf'),
    ];
  }

  #haproxy(): string[] {
    const text = this.#sample('haproxy.cfg', [
      ['bind :443', `bind 127.0.0.1:${this.#input.port}`],
      ['/etc/ssl/salon/', `${this.#dir}/`],
      ...(this.#input.withoutUpgrade
        ? [['    option forwardfor\n', '    option forwardfor\n    http-request del-header Upgrade\n'] as const]
        : []),
    ]);
    writeFileSync(this.#path('haproxy.cfg'), text);
    return [
      ensureProgram({ name: 'haproxy', packages: ['haproxy'], otherwise: OTHERWISE.haproxy }),
      ...['-db', '-f', this.#path('haproxy.cfg')],
    ];
  }

  #run([command = '', ...args]: readonly string[]): void {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (this.#said += chunk));
  }

  async #ready(): Promise<void> {
    for (const until = Date.now() + 10_000; ; ) {
      if (await answers(this.#input.port)) return;
      if (Date.now() > until || this.#child?.exitCode !== null) {
        throw new Error(`${this.#input.kind} did not start: ${this.#said}`);
      }
      await new Promise((go) => setTimeout(go, 30));
    }
  }
}

const read = (path: string): string => readFileSync(path, 'utf8');

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

// A test run that ends early must not leave servers behind.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
