import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRelayFile, writeRelayFile } from '../../server/operation/relay-file.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'salon-relay-file-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const relay = { pid: 7, url: 'http://127.0.0.1:4000', token: 'a token of the operator' };

test('what is written is read, and nothing lies beside it', async () => {
  await writeRelayFile(dataDir, relay);
  expect(await readRelayFile(dataDir)).toEqual(relay);
  expect(readdirSync(dataDir)).toEqual(['relay.json']);
});

test('a draft that cannot take its place leaves no token behind', async () => {
  mkdirSync(join(dataDir, 'relay.json', 'in the way'), { recursive: true });
  await expect(writeRelayFile(dataDir, relay)).rejects.toThrow();
  expect(readdirSync(dataDir)).toEqual(['relay.json']);
});
