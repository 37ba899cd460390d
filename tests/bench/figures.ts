import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time that a process has used so far, all its threads, in ms. Linux. */
export function cpuMs(pid: number): number {
  // The second field is the program's name in brackets, and may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** Memory that a process holds, in KB. Linux. */
export function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** Files and sockets that a process has open. Linux. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const ticksPerSecond = (() => {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  } catch {
    return 100;
  }
})();

/** The value below which the share `p` of `values` lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** Runs `command` on one core, where the system can pin it. */
export function onCore(core: number): string[] {
  try {
    execFileSync('taskset', ['-c', String(core), 'true'], { stdio: 'ignore' });
    return ['taskset', '-c', String(core)];
  } catch {
    return [];
  }
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** How much `values` rise from one to the next, by the line that lies nearest to all. */
export function slope(values: readonly number[]): number {
  const middleX = (values.length - 1) / 2;
  const middleY = values.reduce((sum, value) => sum + value, 0) / values.length;
  const both = values.reduce((sum, value, x) => sum + (x - middleX) * (value - middleY), 0);
  return both / values.reduce((sum, _, x) => sum + (x - middleX) ** 2, 0);
}
