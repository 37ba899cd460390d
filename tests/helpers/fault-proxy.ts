import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createFrames, isAck, isTold } from './server-frames.ts';

/** How a line is cut: by a TCP reset, or by a polite end. */
export type Cut = 'reset' | 'end';

const GATEWAY_FAULT = 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * A TCP proxy that does to a line what networks do: it delays, cuts, goes half-open, lets one connection overtake
 * another, loses one acknowledgement, tells twice, or answers 502 for what the relay has done.
 */
export class FaultProxy {
  readonly port: number;
  readonly url: string;
  /** How long each piece is under way, from and to; null is no delay. */
  delayMs: readonly [number, number] | null = null;
  /** How often each armed fault has happened. */
  readonly happened = { lostAck: 0, toldTwice: 0, badGateway: 0 };
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  readonly #armed = { lostAck: 0, toldTwice: 0, badGateway: 0 };
  #targets: readonly number[];
  #next = 0;
  #frozen = false;

  private constructor(server: Server, targets: readonly number[]) {
    this.#server = server;
    this.#targets = targets;
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
    server.on('connection', (near) => this.#take(near));
  }

  /** Stands before one relay, or before several, which take turns. */
  static async start(...relays: readonly string[]): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: false });
    await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
    return new FaultProxy(
      server,
      relays.map((url) => Number(new URL(url).port)),
    );
  }

  /** How many lines are up. */
  get lines(): number {
    return this.#lines.size;
  }

  /** Cuts those lines for which `which` says yes. */
  cut(how: Cut, which: (index: number) => boolean = () => true): void {
    for (const [i, line] of [...this.#lines].entries()) if (which(i)) line.cut(how);
  }

  /** Nothing passes any more, either way, and nobody is told: packets dropped without a FIN. New lines are whole. */
  halfOpen(which: (index: number) => boolean = () => true): void {
    for (const [i, line] of [...this.#lines].entries()) if (which(i)) line.silent = true;
  }

  /** The same, and for new lines as well: each is taken, and nothing passes. Until all is healed. */
  freeze(): void {
    this.#frozen = true;
    this.halfOpen();
  }

  /** What these lines carry waits until the returned function is called, while other lines overtake them. */
  hold(which: (index: number) => boolean): () => void {
    const held = [...this.#lines].filter((_line, i) => which(i));
    for (const line of held) line.hold();
    return () => {
      for (const line of held) line.release();
    };
  }

  /** The clients of the lines that are up stop reading until the returned function is called. */
  stall(): () => void {
    const stalled = [...this.#lines];
    for (const line of stalled) line.stall();
    return () => {
      for (const line of stalled) line.read();
    };
  }

  /** The next acknowledgement is lost with its line: the relay has done it, and nobody hears of it. */
  loseAck(): void {
    this.#armed.lostAck += 1;
  }

  /** The next `times` tellings of new entries come twice. */
  tellTwice(times: number): void {
    this.#armed.toldTwice += times;
  }

  /** The next POST is carried out by the relay and answered 502 by the proxy. */
  answerBadGateway(): void {
    this.#armed.badGateway += 1;
  }

  /** Takes every armed fault and delay back, and cuts lines that are silent or held. */
  heal(): void {
    this.delayMs = null;
    this.#frozen = false;
    this.#armed.lostAck = this.#armed.toldTwice = this.#armed.badGateway = 0;
    for (const line of this.#lines) {
      if (line.silent) line.cut('reset');
      line.release();
    }
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.cut('reset');
    await new Promise((done) => this.#server.close(done));
  }

  #take(near: Socket): void {
    const port = this.#targets[this.#next++ % this.#targets.length] ?? 0;
    const line = new Line(near, connect(port, '127.0.0.1'), {
      delayMs: () => this.#delay(),
      fires: (fault) => {
        if (this.#armed[fault] === 0) return false;
        this.#armed[fault] -= 1;
        this.happened[fault] += 1;
        return true;
      },
    });
    line.silent = this.#frozen;
    this.#lines.add(line);
    line.onEnd = () => this.#lines.delete(line);
  }

  #delay(): number {
    if (this.delayMs === null) return 0;
    const [from, to] = this.delayMs;
    return from + Math.random() * (to - from);
  }
}

type Armed = keyof FaultProxy['happened'];

interface Chance {
  delayMs(): number;
  /** Whether this armed fault happens now; it is used up. */
  fires(fault: Armed): boolean;
}

/** One connection through the proxy. */
class Line {
  #silent = false;
  onEnd: () => void = () => {};
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #chance: Chance;
  readonly #frames = createFrames();
  /** Pieces under way, each way, in order. */
  readonly #queues = { up: new Queue(), down: new Queue() };
  #masked = false;

  constructor(near: Socket, far: Socket, chance: Chance) {
    this.#near = near;
    this.#far = far;
    this.#chance = chance;
    near.on('data', (chunk: Buffer) => this.#up(chunk));
    far.on('data', (chunk: Buffer) => this.#down(chunk));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true);
      one.on('error', () => {});
      one.on('end', () => {
        if (!this.silent) this.#queueFor(other).push(() => other.end(), this.#chance.delayMs());
      });
      one.on('close', (faulty) => {
        // A half-open line tells nobody that its other end is gone.
        if (!this.silent) this.#queueFor(other).push(() => (faulty ? other.resetAndDestroy() : other.destroy()), 0);
        if (near.destroyed && far.destroyed) this.#over();
      });
    }
  }

  get silent(): boolean {
    return this.#silent;
  }

  /** Not even a goodbye is answered by one that is silent. */
  set silent(on: boolean) {
    this.#silent = on;
    this.#near.allowHalfOpen = on;
  }

  cut(how: Cut): void {
    for (const socket of [this.#near, this.#far]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.end();
    }
    if (how === 'reset') this.#over();
  }

  stall(): void {
    this.#far.pause();
  }

  read(): void {
    this.#far.resume();
  }

  hold(): void {
    for (const queue of Object.values(this.#queues)) queue.hold();
  }

  release(): void {
    for (const queue of Object.values(this.#queues)) queue.release();
  }

  #over(): void {
    for (const queue of Object.values(this.#queues)) queue.clear();
    this.onEnd();
  }

  #queueFor(to: Socket): Queue {
    return to === this.#far ? this.#queues.up : this.#queues.down;
  }

  #up(chunk: Buffer): void {
    if (this.silent) return;
    if (chunk.subarray(0, 10).toString() === 'POST /api/' && this.#chance.fires('badGateway')) this.#masked = true;
    this.#send(this.#far, chunk);
  }

  #down(chunk: Buffer): void {
    if (this.silent) return;
    if (this.#masked) {
      // The relay has answered, so it is done; what the client hears is the gateway.
      this.#near.end(GATEWAY_FAULT);
      this.#far.destroy();
      return;
    }
    for (const frame of this.#frames(chunk)) {
      if (isAck(frame) && this.#chance.fires('lostAck')) {
        this.cut('reset');
        return;
      }
      this.#send(this.#near, frame.bytes);
      if (isTold(frame, 'entries') && this.#chance.fires('toldTwice')) this.#send(this.#near, frame.bytes);
    }
  }

  #send(to: Socket, bytes: Buffer): void {
    const from = to === this.#far ? this.#near : this.#far;
    this.#queueFor(to).push(() => {
      if (to.destroyed || this.silent || to.write(bytes)) return;
      from.pause();
      to.once('drain', () => from.resume());
    }, this.#chance.delayMs());
  }
}

/** Things to do in order, each not before its delay is over, none while held. */
class Queue {
  #waiting: { at: number; act: () => void }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #held = false;
  #last = 0;

  push(act: () => void, delayMs: number): void {
    this.#last = Math.max(this.#last, performance.now() + delayMs);
    this.#waiting.push({ at: this.#last, act });
    this.#go();
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#go();
  }

  clear(): void {
    this.#waiting = [];
    if (this.#timer) clearTimeout(this.#timer);
  }

  #go(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (let next = this.#waiting[0]; next && !this.#held; next = this.#waiting[0]) {
      const inMs = next.at - performance.now();
      if (inMs > 0) {
        this.#timer = setTimeout(() => this.#go(), inMs);
        return;
      }
      this.#waiting.shift();
      next.act();
    }
  }
}
