import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { freePort } from '../helpers/free-port.ts';

const helper = fileURLToPath(new URL('../helpers/free-port.ts', import.meta.url));
const TAKES = `
  const { freePort } = await import(${JSON.stringify(helper)});
  const ports = await Promise.all(Array.from({ length: 200 }, freePort));
  process.stdout.write(JSON.stringify(ports));
  process.stdin.once('end', () => process.exit()).resume();
`;

it('two processes are never given one port, also while nobody listens on it', async () => {
  const taking = Array.from({ length: 3 }, () => {
    const asked = promisify(execFile)(process.execPath, ['--input-type=module', '-e', TAKES]);
    const told = new Promise<number[]>((resolve) => {
      asked.child.stdout?.once('data', (text) => resolve(JSON.parse(text)));
    });
    return { asked, told };
  });
  const theirs = await Promise.all(taking.map(({ told }) => told));
  const mine = await Promise.all(Array.from({ length: 200 }, freePort));
  const all = [...mine, ...theirs.flat()];
  expect(new Set(all).size).toBe(800);
  expect(Math.max(...all)).toBeLessThan(32_768);
  for (const { asked } of taking) asked.child.stdin?.end();
  await Promise.all(taking.map(({ asked }) => asked));
});
