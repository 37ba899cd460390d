import type { AtRate, Figures } from './run.ts';

/** The figures side by side, with the ratio to the floor. */
export function table(floor: Figures, relay: Figures): string {
  const rows = [row('', 'floor', 'relay', 'ratio')];
  const add = (name: string, low: number, real: number, digits = 1) =>
    rows.push(row(name, low.toFixed(digits), real.toFixed(digits), (real / low).toFixed(2)));
  for (const [i, low] of floor.atRates.entries()) {
    const real = relay.atRates[i] as AtRate;
    add(`at ${low.perSecond}/s: messages per CPU-second`, low.messagesPerCpuSecond, real.messagesPerCpuSecond, 0);
    add('  acknowledged, p50 ms', low.acknowledged.p50, real.acknowledged.p50);
    add('  acknowledged, p99 ms', low.acknowledged.p99, real.acknowledged.p99);
    add('  heard by the other, p50 ms', low.heard.p50, real.heard.p50);
    add('  heard by the other, p99 ms', low.heard.p99, real.heard.p99);
    rows.push(row('  lost', String(low.lost), String(real.lost), ''));
  }
  add('KB per connected shopper', floor.kbPerShopper, relay.kbPerShopper);
  return rows.join('\n');
}

const row = (name: string, ...cells: string[]) => name.padEnd(38) + cells.map((cell) => cell.padStart(10)).join('');
