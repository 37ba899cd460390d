import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLink } from '../../console/connection.ts';
import { aSnapshot } from './desk-cast.ts';

/** The library's socket, as far as the line uses it; the test is the relay. */
const relay = vi.hoisted(() => {
  const listeners = new Map<string, (told?: unknown) => void>();
  return {
    listeners,
    tries: 0,
    manager: { opts: {}, reconnectionDelay: () => undefined, on: () => undefined, _readyState: 'closed' },
    tell: (event: string, told?: unknown) => listeners.get(event)?.(told),
  };
});
vi.mock('socket.io-client', () => {
  const socket = {
    on: (event: string, listener: () => void) => relay.listeners.set(event, listener),
    io: relay.manager,
    active: true,
    // While it waits to try again by itself, the library passes this over.
    connect: () => socket,
    disconnect: () => ({ connect: () => relay.tries++ }),
  };
  return { io: () => socket };
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const restarting = (reason?: 'restart' | 'crowd') => {
  const link = openLink({ learn: () => undefined, onRefused: () => undefined });
  relay.tell('snapshot', aSnapshot());
  relay.tell('closing', { comeBackInMs: 2_000, reason });
  relay.tell('disconnect', 'transport close');
  return link;
};

test('a relay that restarts is back in a moment, and says so until it is', () => {
  const link = restarting();
  vi.advanceTimersByTime(10_000);
  expect(link.state.value).toBe('closing');
  relay.tell('snapshot', aSnapshot());
  expect(link.state.value).toBe('open');
  vi.advanceTimersByTime(60_000);
  expect(link.state.value).toBe('open');
});

test('a relay that does not come back in time is a lost line, and no longer a moment', () => {
  const link = restarting();
  relay.tell('connect_error', new Error('nobody there'));
  vi.advanceTimersByTime(17_000);
  expect(link.state.value).toBe('lost');
});

test('a page that was let go since too many are open is not said to meet a restart', () => {
  const link = restarting('crowd');
  expect(link.state.value).toBe('resting');
  vi.advanceTimersByTime(17_000);
  expect(link.state.value).toBe('lost');
  expect(restarting('restart').state.value).toBe('closing');
});

test('a line that is lost is tried at once when the network is back or she asks, unless it is being tried', () => {
  const link = openLink({ learn: () => undefined, onRefused: () => undefined });
  relay.tell('snapshot', aSnapshot());
  relay.tell('disconnect', 'transport close');
  relay.tries = 0;
  relay.manager._readyState = 'opening';
  link.check();
  expect(relay.tries).toBe(0);
  relay.manager._readyState = 'closed';
  link.check();
  expect(relay.tries).toBe(1);
});

test('a relay that has said when it is back is not asked before', () => {
  const link = restarting();
  relay.tries = 0;
  link.check();
  expect(relay.tries).toBe(0);
});
