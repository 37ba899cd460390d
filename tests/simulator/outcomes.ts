import { isOpen } from '../../protocol/request-state.ts';
import type { Store } from '../../server/store/store.ts';

const share = (part: number, whole: number) => `${part} (${whole === 0 ? 0 : Math.round((100 * part) / whole)} %)`;
const quantile = (sorted: readonly number[], q: number) =>
  Math.round((sorted[Math.floor(q * (sorted.length - 1))] ?? 0) / 1_000);

/** What became of a day's requests, in lines. */
export async function outcomes({ read }: Pick<Store, 'read'>): Promise<string[]> {
  const requests = await read.all('requests', {});
  const live = requests.filter(({ kind }) => kind === 'chat');
  const firstHeld = new Map<string, number>();
  for (const { request, fromAt } of await read.all('assignments', {}, { by: 'fromAt', down: true }))
    firstHeld.set(request, fromAt);
  const held = live.filter(({ id }) => firstHeld.has(id));
  const waits = held.map(({ id, openedAt }) => (firstHeld.get(id) ?? 0) - openedAt).sort((a, b) => a - b);
  const promises = await read.all('promises', {});
  const states = Map.groupBy(promises, ({ state }) => state);
  const late = promises.filter(({ brokenAt }) => brokenAt !== null);
  const count = (kind: string, state: string) => requests.filter((r) => r.kind === kind && r.state === state).length;
  return [
    `requests ${requests.length}, still open ${requests.filter(isOpen).length}`,
    `live ${live.length}, answered ${share(held.length, live.length)}, turned ${count('chat', 'turned')}, withdrawn ${count('chat', 'withdrawn')}`,
    `waited for an answer, s: median ${quantile(waits, 0.5)}, 95 % ${quantile(waits, 0.95)}, most ${quantile(waits, 1)}`,
    `messages left ${requests.filter(({ kind }) => kind === 'left_message').length}, answered ${count('left_message', 'done')}`,
    `calls ${requests.filter(({ kind }) => kind === 'callback').length}, reached or ended ${count('callback', 'done')}`,
    `promises ${promises.length}: ${[...states].map(([state, its]) => `${state} ${its.length}`).join(', ')}; late ${late.length}`,
  ];
}
