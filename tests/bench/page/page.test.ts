import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { rowOf } from './goals.ts';
import { heatOf } from './hottest.ts';
import { slowNetwork } from './slow-network.ts';
import { openingIn, type Traced } from './trace.ts';

describe('a trace of opening', () => {
  const at = (name: string, ts: number, dur?: number): Traced => {
    const where = { pid: 1, tid: 1, ts: ts * 1_000 };
    return dur === undefined ? { ...where, name, ph: 'I' } : { ...where, name, ph: 'X', dur: dur * 1_000 };
  };
  const marks = [at('pressed', 1_002), at('composer', 1_300)];

  it('counts script from the task of the press on, each stretch once, until the composer and after it', () => {
    const { scriptUntilMs, scriptAfterMs } = openingIn([
      ...marks,
      at('RunTask', 1_000, 30),
      at('FunctionCall', 1_001, 20),
      at('RunMicrotasks', 1_010, 15),
      at('Layout', 1_025, 5),
      at('EvaluateScript', 900, 50),
      at('FunctionCall', 1_290, 30),
    ]);
    expect(scriptUntilMs).toBe(24 + 10);
    expect(scriptAfterMs).toBe(20);
  });

  it('finds the longest task that began after the composer, and all over 50 ms from the press on', () => {
    const tasks = [
      at('RunTask', 1_000, 60),
      at('RunTask', 1_280, 70),
      at('RunTask', 1_400, 40),
      at('RunTask', 800, 90),
    ];
    expect(openingIn([...marks, ...tasks])).toMatchObject({ longestTaskAfterMs: 40, longTasks: 2 });
  });

  it('leaves out what other threads do, and asks for both marks', () => {
    const other = { ...at('FunctionCall', 1_010, 20), tid: 2 };
    expect(openingIn([...marks, other]).scriptUntilMs).toBe(0);
    expect(() => openingIn([at('pressed', 1_000)])).toThrow('composer');
  });
});

describe('a figure', () => {
  it('is judged over the floor where the network or the machine has a part in it', () => {
    expect(rowOf('pressToComposerMs', 135, 100)).toMatchObject({ ratio: 1.35, verdict: 'met' });
    expect(rowOf('pressToComposerMs', 150, 100).verdict).toBe('over');
    expect(rowOf('pressToComposerMs', 300, 100).verdict).toBe('FAILS');
  });

  it('is judged alone where it has none, and has failed where it is not known', () => {
    expect(rowOf('loaderBytes', 2_048, 300).verdict).toBe('met');
    expect(rowOf('openingAndChattingBytes', 30_721, 17_000).verdict).toBe('FAILS');
    expect(rowOf('firstFileBytes', Number.NaN, 17_000).verdict).toBe('FAILS');
    expect(rowOf('longTasksOfOpening', 3, 1).verdict).toBeNull();
    expect(rowOf('pressToComposerMs', 300, Number.NaN).verdict).toBe('FAILS');
    expect(rowOf('scriptingBeforeMs', -2, -1)).toMatchObject({ ratio: Number.NaN, verdict: 'met' });
  });
});

it('the first file is what carries the app and its words, wherever the build puts them', () => {
  const loader = { path: '/salon.js', bytes: 2_000 };
  const chat = { path: '/widget/en/assets/chat-a1.js', bytes: 7_000 };
  const one = [loader, { path: '/widget/en/assets/app-a1.js', bytes: 13_000 }, chat];
  expect(bytesOf(one)).toEqual({ loaderBytes: 2_000, firstFileBytes: 13_000, openingAndChattingBytes: 22_000 });
  const two = [
    loader,
    { path: '/widget/assets/app-a1.js', bytes: 12_000 },
    { path: '/widget/assets/en-a.js', bytes: 1 },
  ];
  expect(bytesOf(two).firstFileBytes).toBe(12_001);
  expect(bytesOf([loader, chat]).firstFileBytes).toBeNaN();
});

it('a profile is added up by function and by file, one that calls itself once, and idle time is none', () => {
  const frame = (functionName: string, url = '') => ({
    functionName,
    url,
    scriptId: '1',
    lineNumber: 0,
    columnNumber: 4,
  });
  const { functions, files } = heatOf({
    ...{ startTime: 0, endTime: 10_000 },
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 3] },
      { id: 2, callFrame: frame('(idle)') },
      { id: 3, callFrame: frame('draw', 'app.js'), children: [4] },
      { id: 4, callFrame: frame('draw', 'app.js'), children: [5] },
      { id: 5, callFrame: frame('focus') },
    ],
    samples: [2, 3, 4, 5],
    timeDeltas: [5_000, 1_000, 1_000, 4_000],
  });
  expect(functions).toMatchObject([
    { name: 'focus', place: '', selfMs: 4, totalMs: 4 },
    { name: 'draw', place: 'app.js:1:5', selfMs: 2, totalMs: 6 },
  ]);
  expect(files).toEqual([
    { file: 'focus', selfMs: 4 },
    { file: 'app.js', selfMs: 2 },
  ]);
});

describe('a slow network', () => {
  const SLOW = { roundTripMs: 40, bytesPerMs: 20_000 };

  /** A line through the network to a server that does `serve`. */
  async function through(serve: (line: Socket) => void): Promise<{ line: Socket; end: () => void }> {
    const server = createServer(serve);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const line = connect(await slowNetwork(SLOW).before((server.address() as AddressInfo).port), '127.0.0.1');
    return { line, end: () => server.close() };
  }

  it('carries every byte in order, and the end', async () => {
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    const { line, end } = await through((near) => near.end(sent));
    expect((await buffer(line)).equals(sent)).toBe(true);
    end();
  });

  it('takes a round trip for a new connection, another for a word and its answer, and one more for the next', async () => {
    const { line, end } = await through((near) => near.on('data', (word) => near.write(word)));
    const from = performance.now();
    line.write('one');
    await once(line, 'data');
    expect(performance.now() - from).toBeGreaterThanOrEqual(2 * SLOW.roundTripMs - 2);
    const again = performance.now();
    line.write('two');
    await once(line, 'data');
    expect(performance.now() - again).toBeGreaterThanOrEqual(SLOW.roundTripMs - 2);
    line.destroy();
    end();
  });

  it('has all connections share what passes', async () => {
    const bytes = 400_000;
    const server = createServer((near) => near.end(Buffer.alloc(bytes)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const port = await slowNetwork(SLOW).before((server.address() as AddressInfo).port);
    const from = performance.now();
    await Promise.all([1, 2, 3].map(() => buffer(connect(port, '127.0.0.1'))));
    expect(performance.now() - from).toBeGreaterThanOrEqual((3 * bytes) / SLOW.bytesPerMs);
    server.close();
  });
});
