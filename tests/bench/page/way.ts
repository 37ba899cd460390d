/** What one connection has to send, in order. */
export interface Flow {
  waiting: Parcel[];
}

interface Parcel {
  size: number;
  readyAt: number;
  arrive: () => void;
}

/**
 * One direction of a network. Parcels of all flows pass one after the other, flow by flow in turn, so that a large file
 * does not keep a small one out; then each travels, and arrives in the order in which it passed.
 */
export class Way {
  readonly #travelMs: number;
  readonly #bytesPerMs: number;
  /** Flows with something to send, in the order of their turns. */
  readonly #turns: Flow[] = [];
  readonly #travelling: { at: number; arrive: () => void }[] = [];
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(travelMs: number, bytesPerMs: number) {
    this.#travelMs = travelMs;
    this.#bytesPerMs = bytesPerMs;
  }

  send(flow: Flow, size: number, arrive: () => void): void {
    flow.waiting.push({ size, arrive, readyAt: performance.now() });
    if (!this.#turns.includes(flow)) this.#turns.push(flow);
    this.#go();
  }

  #go(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    while (this.#turns.length > 0 && this.#freeAt <= now) this.#passOne();
    while (this.#travelling[0] && this.#travelling[0].at <= now) this.#travelling.shift()?.arrive();
    const next = Math.min(this.#turns.length > 0 ? this.#freeAt : Infinity, this.#travelling[0]?.at ?? Infinity);
    if (next < Infinity) this.#timer = setTimeout(() => this.#go(), next - now);
  }

  #passOne(): void {
    const flow = this.#turns.shift();
    const parcel = flow?.waiting.shift();
    if (!flow || !parcel) return;
    if (flow.waiting.length > 0) this.#turns.push(flow);
    // By its own clock: a timer that comes late makes the network no slower.
    this.#freeAt = Math.max(this.#freeAt, parcel.readyAt) + parcel.size / this.#bytesPerMs;
    this.#travelling.push({ at: this.#freeAt + this.#travelMs, arrive: parcel.arrive });
  }
}
