// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as whole from 'preact';
import { describe, expect, it } from 'vitest';
import { lean as leanOf } from '../../build/plugins/lean-preact.ts';
import { type Random, seeded } from '../helpers/random.ts';

type Preact = Pick<typeof whole, 'h' | 'Fragment' | 'render' | 'options'>;

const source = readFileSync(
  createRequire(import.meta.url)
    .resolve('preact')
    .replace(/\.js$/, '.mjs'),
  'utf8',
);
/** The lean one as a module would hand it out. */
const lean = new Function(
  leanOf(source)
    .replace(/([\w$]+) as (\w+)/g, '$2:$1')
    .replace('export', 'return'),
)() as Preact;

/** What is to be drawn, as plain data: the same for both. */
type Tree = string | null | { is: string; key?: string; attributes: Record<string, unknown>; inner: Tree[] };

const KINDS = ['p', 'ul', 'button', 'input', 'textarea', 'svg', 'View', 'Fragment', 'Empty'];

function grow(random: Random, depth = 0): Tree {
  const roll = random.below;
  if (roll(6) === 0) return roll(3) === 0 ? null : `text ${roll(3)}`;
  const is = KINDS[roll(KINDS.length)] as string;
  const inner =
    depth < 4 && !/input|textarea/.test(is) ? Array.from({ length: roll(5) }, () => grow(random, depth + 1)) : [];
  // Some of the inner ones are known by keys, which move.
  const keys = [...'abcdefgh'].sort(() => roll(3) - 1);
  const keyed = roll(2) === 0;
  for (const one of inner) if (keyed && one && typeof one === 'object') one.key = keys.pop() as string;
  const attributes: Record<string, unknown> = /View|Fragment|Empty/.test(is)
    ? {}
    : {
        class: `c${roll(3)}`,
        hidden: roll(3) === 0,
        'aria-label': roll(2) ? `l${roll(3)}` : undefined,
        'data-n': roll(4),
      };
  if (/input|textarea/.test(is)) attributes.value = `v${roll(4)}`;
  return { is, inner, attributes };
}

function drawing({ h, Fragment, render }: Preact) {
  const box = document.createElement('div');
  const View = ({ children }: { children: unknown }) => h('section', null, children as never);
  const kinds: Record<string, unknown> = { View, Fragment, Empty: () => null };
  const nodes = new Map<Node, number>();
  const heard: string[] = [];
  const built = (tree: Tree): unknown =>
    tree && typeof tree === 'object'
      ? h(
          (kinds[tree.is] ?? tree.is) as 'p',
          { ...tree.attributes, ...(tree.key ? { key: tree.key } : {}), ...onClick(tree) } as never,
          ...(tree.inner.map(built) as never[]),
        )
      : tree;
  const onClick = (tree: Exclude<Tree, string | null>) =>
    tree.is === 'button' ? { onClick: () => heard.push(`${tree.attributes.class}`) } : {};
  return {
    draw: (tree: Tree) => {
      render(built(tree) as never, box);
      for (const button of box.querySelectorAll('button')) button.dispatchEvent(new Event('click'));
      const all = document.createTreeWalker(box);
      const known: number[] = [];
      while (all.nextNode()) {
        if (!nodes.has(all.currentNode)) nodes.set(all.currentNode, nodes.size);
        known.push(nodes.get(all.currentNode) as number);
      }
      const fields = [...box.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
      // The same nodes stand at the same places, not only their like.
      return { html: box.innerHTML, known, fields, heard: [...heard] };
    },
  };
}

describe('Preact without what no view may ask for', () => {
  it('draws the same, and keeps, moves and takes away the same nodes', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seeded(seed);
      const [one, other] = [drawing(whole), drawing(lean)];
      for (let turn = 0; turn < 6; turn++) {
        const tree = grow(random);
        expect([seed, turn, other.draw(tree)]).toEqual([seed, turn, one.draw(tree)]);
      }
    }
  });

  it('goes on where a view has thrown', () => {
    const drawn = [whole, lean].map(({ h, render }) => {
      const box = document.createElement('div');
      let fails = false;
      const View = ({ n }: { n: number }) => {
        if (fails) throw new Error('once');
        return h('b', null, n);
      };
      const draw = (n: number) => render(h('p', null, h('i', null, n), h(View, { n })), box);
      draw(1);
      fails = true;
      expect(() => draw(2)).toThrow('once');
      const during = box.innerHTML;
      fails = false;
      draw(3);
      return [during, box.innerHTML];
    });
    expect(drawn[1]).toEqual(drawn[0]);
  });

  it('tells of each view that is made', () => {
    const told = [whole, lean].map(({ h, render, options }) => {
      const box = document.createElement('div');
      const seen: unknown[] = [];
      const before = options.vnode;
      options.vnode = ({ type }) => void seen.push(typeof type);
      render(h('p', null, 'seen'), box);
      render(null, box);
      if (before) options.vnode = before;
      else delete options.vnode;
      return [...seen, box.innerHTML];
    });
    expect(told[1]).toEqual(told[0]);
  });

  it('is written for one version, and says so of another', () => {
    expect(() => leanOf(source.replace('componentWillUnmount', 'componentGoes'))).toThrow('Preact has changed');
    expect(Object.keys(lean).sort()).toEqual(['Fragment', 'createElement', 'h', 'options', 'render']);
  });
});
