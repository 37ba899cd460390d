import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/limits.ts';
import { chat } from '../helpers/rig.ts';
import { type DeskEnd, type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

let wire: Wire;
let camille: DeskEnd;
let claire: ShopperEnd;
let conversation: string;
beforeAll(async () => {
  wire = await startWire();
  camille = await wire.free('Camille');
  claire = await wire.shopper();
  ({ conversation } = await claire.ok('request.open', chat(wire.rig.clock.now())));
  const offer = await camille.until(() => camille.heard('offer')[0]);
  await camille.ok('offer.accept', { offer: offer.id });
});
afterAll(() => wire.end());

/** Says it, and gives it back as acknowledged, told live, read later and stored. */
async function everywhere(text: string) {
  const { entries } = await claire.ok('entries.append', { conversation, entries: [wire.message(text)] });
  const id = entries[0]?.id;
  const live = await camille.until(() =>
    camille
      .heard('entries')
      .flatMap((told) => told.entries)
      .find((entry) => entry.id === id),
  );
  const { entries: later } = await camille.ok('entries.after', { conversation, after: (entries[0]?.seq ?? 1) - 1 });
  const stored = await wire.rig.store.read.entries({ conversation, id: id ?? '' });
  return [entries[0], live, later[0], stored[0]].map((entry) => (entry?.kind === 'message' ? entry.body?.text : null));
}

const MARKS = '\u0301';
const BIDI = '\u202Eabc\u202C \u2067left\u2069';

describe('X05: text is acknowledged, told, stored and read alike', () => {
  test.each([
    ['a lone high surrogate', 'caf\uD83D', 'caf\uFFFD'],
    ['a lone low surrogate', '\uDE00 hm', '\uFFFD hm'],
    ['surrogates in the wrong order', '\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['escape codes of a terminal', '\u001B[31mred\u001B[0m\u0007', '[31mred[0m'],
    ['line ends of every kind', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['bidi overrides and isolates', BIDI, BIDI],
    ['zero-width characters inside', 'a\u200Bb\u200Dc', 'a\u200Bb\u200Dc'],
    ['room around it', '  \n hello \u00A0', 'hello'],
    ['markup', '<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'],
    ['SQL', `'); drop table "entries"; --`, `'); drop table "entries"; --`],
    ['JSON', '{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}'],
    ['a family of emoji', '👩‍👩‍👧‍👦 👍🏽', '👩‍👩‍👧‍👦 👍🏽'],
  ])('%s', async (_, said, kept) => {
    expect(await everywhere(said)).toEqual([kept, kept, kept, kept]);
  });

  test('as many combining marks and emoji as a message may have, and not one more', async () => {
    const marks = `e${MARKS.repeat(LIMITS.messageChars - 1)}`;
    expect(await everywhere(marks)).toEqual([marks, marks, marks, marks]);
    const emoji = '😀'.repeat(LIMITS.messageChars);
    expect(await everywhere(emoji)).toEqual([emoji, emoji, emoji, emoji]);
    for (const over of [
      `e${MARKS.repeat(10_000)}`,
      '😀'.repeat(LIMITS.messageChars + 1),
      'x'.repeat(LIMITS.messageChars + 1),
    ]) {
      const answer = await claire.send('entries.append', { conversation, entries: [wire.message(over)] });
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad_payload', field: 'entries.0.body.text' } });
    }
  });

  test.each(['', '   ', '\n\t', '\u0007'])('%j is nothing said', async (nothing) => {
    const answer = await claire.send('entries.append', { conversation, entries: [wire.message(nothing)] });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_payload', field: 'entries.0.body.text' } });
  });

  test('said again with the same id, a text that was cleaned is still the same', async () => {
    const payload = { conversation, entries: [wire.message('  caf\uD83D \r\n ')] };
    const first = await claire.ok('entries.append', payload);
    expect(await claire.ok('entries.append', payload)).toEqual(first);
  });
});

test('X03: the page’s product keeps only http(s) addresses, without credentials', async () => {
  const drop = ['javascript:alert(1)', 'data:text/html,x', ' java\tscript:alert(1)', '//evil.example/x', 'vbscript:x'];
  for (const url of drop) {
    const entries = [{ id: wire.id(), kind: 'product' as const, body: { name: 'Carré', url, image: url } }];
    const answer = await claire.ok('entries.append', { conversation, entries });
    expect(answer.entries[0]?.body).toEqual({ name: 'Carré' });
  }
  const url = 'HTTPS://user:secret@maison.example/carre?a=1#b';
  const entries = [{ id: wire.id(), kind: 'product' as const, body: { name: 'Carré', url } }];
  const answer = await claire.ok('entries.append', { conversation, entries });
  expect(answer.entries[0]?.body).toEqual({ name: 'Carré', url: 'https://maison.example/carre?a=1#b' });
});

test('X10: what goes wrong is logged in one line, without escape codes or her words', async () => {
  wire.breakStore(true);
  const text = 'first\n{"level":60,"msg":"forged"}\u001B[31m';
  await claire.raw('entries.append', { conversation, entries: [wire.message(text)], 'x\n{"level":60}': 1 });
  wire.breakStore(false);
  expect(wire.logged).toHaveLength(1);
  for (const never of ['\n', '\u001B', 'forged', 'first']) expect(wire.logged[0]?.trimEnd()).not.toContain(never);
});
