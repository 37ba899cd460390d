import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../server/cli/salon.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { createMetrics } from '../../server/metrics/metrics.ts';
import { chat, startRig } from '../helpers/rig.ts';
import { walk } from '../operation/journey.ts';

let dataDir: string;
let relay: Relay;
let walked: Awaited<ReturnType<typeof walk>>;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  dataDir = mkdtempSync(join(tmpdir(), 'salon-metrics-'));
  relay = await startRelay(readConfig({ PORT: '0', DATA_DIR: dataDir, DEMO: '1' }), { log: pino({ level: 'silent' }) });
  walked = await walk(relay.url);
});
afterAll(async () => {
  walked?.end();
  await relay?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const metrics = async () => (await fetch(`${relay.url}/metrics`)).text();
/** The value of one line, by its name and labels. */
async function figure(line: string): Promise<number | undefined> {
  const found = (await metrics()).split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
}

describe('/metrics', () => {
  it.each([
    ['salon_sockets{namespace="shopper"}', 1],
    ['salon_sockets{namespace="console"}', 1],
    ['salon_entries_total{log="shared",kind="message"}', 3],
    ['salon_offers_total{state="open"}', 2],
    ['salon_offers_total{state="accepted"}', 2],
    ['salon_wait_seconds_count{kind="chat"}', 1],
    ['salon_wait_seconds_count{kind="callback"}', 1],
    ['salon_promises_total{what="made"}', 1],
    ['salon_promises_total{what="kept"}', 1],
    ['salon_promises_total{what="broken"}', 0],
    ['salon_catch_up_entries_count{namespace="shopper"}', 1],
    ['salon_commands_total{namespace="console",event="offer.accept",code="ok"}', 2],
    ['salon_command_seconds_count{namespace="shopper",event="request.open"}', 2],
    ['salon_requests_waiting{brand="maison-aurele"}', 0],
    ['salon_requests_held{brand="maison-aurele"}', 0],
    ['salon_promises_open{brand="maison-aurele"}', 0],
    ['salon_promises_late{brand="maison-aurele"}', 0],
    ['salon_associates_available{brand="maison-aurele"}', 1],
    ['salon_store_writing', 1],
    ['salon_news_well', 1],
    ['salon_queue_cuts_total', 0],
    ['salon_last_backup_timestamp_seconds', 0],
  ])('after a chat and a call says %s %d', async (line, value) => {
    expect(await figure(line)).toBe(value);
  });

  it('measures every transaction, and how many lists shared it', async () => {
    const committed = (await figure('salon_commit_seconds_count{outcome="committed"}')) ?? 0;
    expect(committed).toBeGreaterThan(10);
    expect(await figure('salon_commit_lists_sum')).toBeGreaterThanOrEqual(committed);
    expect(await figure('salon_store_bytes{file="store"}')).toBeGreaterThan(0);
    expect(await figure('salon_disk_free_bytes')).toBeGreaterThan(0);
    expect(await figure('salon_event_loop_delay_seconds{quantile="1"}')).toBeGreaterThanOrEqual(0);
  });

  it('counts refusals by their code, of sockets and of HTTP', async () => {
    const { desk, ask } = walked;
    await desk.raw('entries.append', { nothing: true });
    await desk.raw('a.command.of.nobody', {});
    await ask('POST', '/api/console/sign-in', { email: 'nobody@maison.example', password: 'wrong' });
    const code = (event: string, said: string) =>
      figure(`salon_commands_total{namespace="console",event="${event}",code="${said}"}`);
    expect(await code('entries.append', 'bad_payload')).toBe(1);
    expect(await code('unknown', 'unknown_event')).toBe(1);
    expect(await figure('salon_http_refusals_total{code="wrong_credentials"}')).toBe(1);
    expect(await figure('salon_sign_ins_refused_total')).toBe(1);
    expect(await metrics()).not.toContain('a.command.of.nobody');
  });

  it('knows when the last backup was made, and who has gone', async () => {
    await run(['backup'], { DATA_DIR: dataDir });
    expect(await figure('salon_last_backup_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 600);
    walked.shopper.close();
    await vi.waitFor(async () => {
      const line = 'salon_disconnects_total{namespace="shopper",reason="client namespace disconnect"}';
      expect(await figure(line)).toBe(1);
    });
  });

  it('says nothing of a person', async () => {
    const text = await metrics();
    for (const word of ['Claire', 'Camille', 'Bonjour', '33612345678', walked.token, walked.conversation]) {
      expect(text).not.toContain(word);
    }
  });
});

it('a promise is marked as broken once, however often it is told again', async () => {
  const rig = await startRig();
  const { registry, heard } = createMetrics(rig.clock.now);
  rig.listen(heard);
  const shopper = await rig.shopper();
  await rig.opens(shopper, chat(rig.clock.now()));
  await rig.sweep();
  await rig.jump(3 * 24 * 3600_000);
  await rig.arrives('Camille');
  await rig.pass(20_000);
  const text = await registry.metrics();
  expect(text).toContain('salon_promises_total{what="made"} 1\n');
  expect(text).toContain('salon_promises_total{what="broken"} 1\n');
  await rig.end();
});

describe('what is watched', () => {
  const folder = new URL('../../server/monitoring/', import.meta.url).pathname;
  const dashboard = () => JSON.parse(readFileSync(join(folder, 'grafana-dashboard.json'), 'utf8'));
  const alerts = () => readFileSync(join(folder, 'prometheus-alerts.yml'), 'utf8');
  const named = (text: string) => [...new Set(text.match(/\b(salon|nodejs|process)_[a-z0-9_]+/g) ?? [])];
  /** Names as they stand in the answer; a histogram's parts count as its own. */
  const offered = async () => new Set((await metrics()).match(/^[a-z_]+/gm));

  it('has nothing else in its folder', () => {
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'grafana-dashboard.json', 'prometheus-alerts.yml']);
  });

  it('is in the answer, by every name that the dashboard and the alerts use', async () => {
    const known = await offered();
    // Only where relays share a store.
    known.add('salon_news_round_trip_seconds');
    const expressions = dashboard().panels.flatMap((panel: { targets?: { expr: string }[] }) =>
      (panel.targets ?? []).map((target) => target.expr),
    );
    const rules = [...alerts().matchAll(/^\s+expr: (.+)$/gm)].map((match) => match[1] ?? '');
    expect(rules.length).toBeGreaterThan(8);
    const missing = named([...expressions, ...rules].join('\n')).filter((name) => !known.has(name));
    expect(missing).toEqual([]);
  });

  it('is written down, each figure with its meaning, and has a panel or an alert', async () => {
    const own = [...(await offered())].filter((name) => name.startsWith('salon_'));
    const families = new Set(own.map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect([...families].filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
    const used = JSON.stringify(dashboard()) + alerts();
    expect([...families].filter((name) => !used.includes(name))).toEqual([]);
  });

  it('has a dashboard whose panels are whole', () => {
    const { title, panels, templating } = dashboard();
    expect([title, templating.list.map((one: { type: string }) => one.type)]).toEqual(['Salon', ['datasource']]);
    const ids = panels.map((panel: { id: number }) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of panels) {
      expect(panel).toMatchObject({ title: expect.stringMatching(/\S/), gridPos: { h: expect.any(Number) } });
      if (panel.type === 'row') continue;
      expect(panel.targets.length).toBeGreaterThan(0);
      expect(panel.description).toMatch(/\.$/);
    }
  });

  it('has alerts that say what to do', () => {
    const groups = alerts()
      .split(/^ {6}- alert: /m)
      .slice(1);
    for (const rule of groups) {
      expect(rule).toMatch(/^Salon\w+\n {8}expr: .+\n {8}for: \d+[ms]\n {8}labels:\n {10}severity: (page|ticket)\n/);
      expect(rule).toMatch(/ {8}annotations:\n {10}summary: .+\n {10}description: .+\.\n/);
    }
  });
});
