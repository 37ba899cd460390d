import type { Profiler } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Time of one owner, in ms: what it did itself, and that with all that others did for it, down to the next of ours. */
export interface Share {
  owner: string;
  selfMs: number;
  forItMs: number;
}

export interface Where {
  /** Sampled in all, and how much of it was no work. */
  tookMs: number;
  idleMs: number;
  /** By owner: a room of ours (`server/store`), a package, a module of Node, a native function, or the collector. */
  shares: Share[];
  /** The same by file of ours. */
  files: Share[];
}

type Node = Profiler.ProfileNode;
const IDLE = '(idle)';
/** What sampling costs itself. */
const SAMPLER = 'tests/bench/profiled';

/**
 * Adds a profile of V8 up (Chrome DevTools Protocol, `Profiler.Profile`: nodes that name their children, samples that
 * name a node, and the µs since the sample before).
 */
export function whereTimeWent({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Where {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const rooms = createShares();
  const files = createShares();
  let tookMs = 0;
  let idleMs = 0;
  for (const [i, id] of samples.entries()) {
    const ms = (timeDeltas[i] ?? 0) / 1_000;
    tookMs += ms;
    const node = byId.get(id);
    const ours = node ? oursAbove(node, byId, parents) : null;
    if (!node || node.callFrame.functionName === IDLE || ours === SAMPLER) {
      idleMs += ms;
      continue;
    }
    rooms.add(ownerOf(node), ours && roomOf(ours), ms);
    files.add(fileOf(node) ?? null, ours, ms);
  }
  return { tookMs, idleMs, shares: rooms.sorted(), files: files.sorted() };
}

function createShares() {
  const shares = new Map<string, Share>();
  const of = (owner: string) => {
    const share = shares.get(owner) ?? { owner, selfMs: 0, forItMs: 0 };
    shares.set(owner, share);
    return share;
  };
  return {
    add(owner: string | null, asker: string | null, ms: number): void {
      if (owner) of(owner).selfMs += ms;
      if (asker) of(asker).forItMs += ms;
    },
    sorted: () => [...shares.values()].sort((a, b) => b.forItMs - a.forItMs || b.selfMs - a.selfMs),
  };
}

/** The nearest file of ours that a sample was taken in or under. */
function oursAbove(node: Node, byId: ReadonlyMap<number, Node>, parents: ReadonlyMap<number, number>): string | null {
  for (let at: Node | undefined = node; at; at = byId.get(parents.get(at.id) ?? -1)) {
    const file = fileOf(at);
    if (file) return file;
  }
  return null;
}

/** The path of a file of ours from the root of the project, without its ending. */
function fileOf({ callFrame: { url } }: Node): string | null {
  const path = url.startsWith('file://') ? fileURLToPath(url) : '';
  if (!path.startsWith(root) || path.includes('/node_modules/')) return null;
  return path.slice(root.length).replace(/\.ts$/, '');
}

const roomOf = (file: string): string => file.split('/').slice(0, -1).join('/');

function ownerOf(node: Node): string {
  const { functionName, url } = node.callFrame;
  const named = { '(garbage collector)': 'collecting garbage', '(program)': 'outside JavaScript' }[functionName];
  if (named) return named;
  const file = fileOf(node);
  if (file) return roomOf(file);
  const packaged = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  return packaged ?? (url || `native ${functionName}`);
}
