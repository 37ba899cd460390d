/** How long anything waits for a connection or a statement before it is refused `try_again`. */
export const PATIENCE_MS = 5_000;

/**
 * What every connection that serves is bound by, whatever the server's own settings are; said by the session itself, so
 * that a pooler of sessions in between needs to know nothing of it.
 *
 * - A transaction that nobody goes on with holds the rows of its conversations. Ours wait for nothing but the database,
 *   so a pause of 3 s is a relay that was stopped, or whose machine is gone; whoever comes for those rows has patience
 *   for longer than that.
 * - A statement ends at the server before its asker gives up, else it would run on, and hold its rows, for nobody.
 * - A lock is waited for less long than a statement may take, so that the reason is told. Transactions wait far
 *   shorter than this by themselves.
 * - A peer that does not acknowledge for 8 s is gone; one that says nothing is asked after 5 s, and gone after 11.
 */
const BOUNDS = {
  idle_in_transaction_session_timeout: 3_000,
  statement_timeout: PATIENCE_MS - 500,
  lock_timeout: PATIENCE_MS - 1_000,
  tcp_user_timeout: 8_000,
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
};

/** Sent once on each connection that serves, before anything else. */
export const SET_BOUNDS = Object.entries(BOUNDS)
  .map(([name, value]) => `set ${name} = ${value}`)
  .join('; ');

/** This side's part: a server that is gone is found out by its silence. */
export const CONNECTING = {
  connectionTimeoutMillis: PATIENCE_MS,
  query_timeout: PATIENCE_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
};

/** Who migrates holds up every start; a step may take long, the time between two never does. */
export const SET_MIGRATING = 'set idle_in_transaction_session_timeout = 30000';
