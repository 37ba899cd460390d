import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLink } from '../../console/connection.ts';
import { aSnapshot } from './desk-cast.ts';

/** The library's socket, as far as the line uses it; the test is the relay. */
const relay = vi.hoisted(() => {
  const listeners = new Map<string, (told?: unknown) => void>();
  return {
    listeners,
    tell: (event: string, told?: unknown) => listeners.get(event)?.(told),
  };
});
vi.mock('socket.io-client', () => ({
  io: () => ({
    on: (event: string, listener: () => void) => relay.listeners.set(event, listener),
    io: { opts: {}, reconnectionDelay: () => undefined, on: () => undefined },
    active: true,
    disconnect: () => undefined,
  }),
}));

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
