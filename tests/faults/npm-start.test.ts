import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../helpers/free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it.each(['SIGTERM', 'SIGINT'] as const)('npm start hands %s on to the relay, which ends cleanly', async (signal) => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'salon-npm-'));
  const { NODE_ENV: _, ...inherited } = process.env;
  const env = { ...inherited, PORT: String(port), DATA_DIR: folder };
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: 'ignore', detached: true });
  onTestFinished(() => {
    try {
      process.kill(-(npm.pid as number), 'SIGKILL');
    } catch {
      // The whole group is gone, as it should be.
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const isThere = () =>
    fetch(`http://localhost:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isThere, { timeout: 60_000, interval: 100 }).toBe(true);
  // To npm alone, as a supervisor does it, not to the group.
  npm.kill(signal);
  await once(npm, 'exit');
  await expect.poll(isThere, { timeout: 1_000 }).toBe(false);
  expect(() => process.kill(-(npm.pid as number), 0)).toThrow('ESRCH');
});
