/** Sizes and counts that both ends keep; bytes are UTF-8. */
export const LIMITS = {
  /** One event's payload as JSON; above it the answer is `too_large`. Clients measure before they queue. */
  eventBytes: 64 * 1024,
  /** One WebSocket frame; above it the connection closes, since no code can be sent any more. */
  transportBytes: 256 * 1024,
  /** Packets that one line may always bring at once, polling bodies included; above it the connection closes. */
  packetsATurn: 64,
  /** Body of an HTTP request. */
  httpBytes: 64 * 1024,
  messageChars: 4_000,
  nameChars: 80,
  phoneChars: 40,
  appendEntries: 20,
  pageEntries: 200,
  pageBytes: 128 * 1024,
  firstViewEntries: 50,
  /** Characters of the shopper's words that an offer shows. */
  offerTextChars: 120,
  /** How far a desk snapshot looks ahead for promises. */
  promisesAheadMs: 7 * 24 * 3600_000,
  /** How long promises that have ended are listed. */
  promisesEndedMs: 7 * 24 * 3600_000,
  /** A client holds a gap in seq this long, then asks for it. */
  gapMs: 300,
  /** Patience of the ping that a client sends on focus, online and pageshow. */
  pingPatienceMs: 1_500,
  /** A page whose line stands asks this often whether it has lost something. */
  pingEveryMs: 30_000,
  /** A console renews its lease this often; the lease lasts `leaseMs`. */
  leaseRenewMs: 10_000,
  leaseMs: 30_000,
} as const;
