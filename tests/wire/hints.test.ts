import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendSchema } from '../../protocol/conversation.ts';
import { readProduct } from '../../protocol/entries.ts';
import { readLanguage, readZone } from '../../protocol/hints.ts';
import { presenceQuerySchema, slotsQuerySchema } from '../../protocol/http.ts';
import { makeId } from '../../protocol/id.ts';
import { openRequestSchema, turnRequestSchema } from '../../protocol/requests.ts';
import { call, chat } from '../helpers/rig.ts';
import { type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';

/** What stands where a value was meant, in every field that a page or a device fills. */
const NONSENSE: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['empty', ''],
  ['spaces', '   '],
  ['a number', 7],
  ['an object', { tag: 'en' }],
  ['a list', ['en']],
  ['true', true],
  ['500 characters', 'x'.repeat(500)],
  ['a word', 'english'],
  ['markup', '<b>en</b>'],
  ['half a surrogate', '\uD800'],
  ['NUL', '\0'],
];

describe('case 01: a page’s language is read as it is written', () => {
  test.each([
    ['en_US', 'en-US'],
    ['fr_FR', 'fr-FR'],
    ['zh_CN', 'zh-CN'],
    ['pt_BR', 'pt-BR'],
    ['pt_BR@euro', 'pt-BR'],
    ['en_GB.UTF-8', 'en-GB'],
    ['zh_Hant_TW', 'zh-Hant-TW'],
    ['EN', 'en'],
    ['En-us', 'en-US'],
    [' fr ', 'fr'],
    ['fr-', 'fr'],
    ['fr--FR', 'fr'],
    ['fr,en;q=0.8', 'fr'],
    ['fr-FR-toolongasubtag', 'fr-FR'],
    ['en-US-x', 'en-US'],
    ['no-NO-NY', 'no-NO'],
    ['iw', 'he'],
    ['cn', 'zh'],
    ['jp', 'ja'],
    [`en-${'a'.repeat(500)}`, 'en'],
    [`en${'-abcdefgh'.repeat(60)}`, 'en-abcdefgh'],
  ])('%s is %s', (said, tag) => {
    expect(readLanguage(said)).toBe(tag);
  });

  test.each([['x-default'], ['C'], ['POSIX'], ['C.UTF-8'], ['i-default'], ['und'], ['mul'], ['xx'], ['123'], ['-en']])(
    '%s is none',
    (said) => expect(readLanguage(said)).toBeUndefined(),
  );

  test.each(NONSENSE)('%s is none', (_, said) => expect(readLanguage(said)).toBeUndefined());
});

describe('a time zone is one that this relay knows, or none', () => {
  test.each([['Europe/Paris'], ['Asia/Calcutta'], ['US/Eastern'], ['UTC'], ['Etc/GMT-1'], ['+05:30']])(
    '%s is',
    (zone) => expect(readZone(zone)).toBe(zone),
  );
  test.each([
    ['Etc/Unknown'],
    ['Mars/Olympus'],
    ['Europe/Paris\0'],
    ['Europe/Paris,UTC'],
    ...NONSENSE.map(([, said]) => [said]),
  ])('%j is none', (said) => expect(readZone(said)).toBeUndefined());
});

describe('a product is mended, or left out', () => {
  test('parts that are none are left out, what is too long is cut', () => {
    const image = `https://maison.example/${'i'.repeat(3_000)}`;
    const price = { amount: 420 };
    expect(readProduct({ name: 'Carré', price, image, url: 'javascript:alert(1)', sku: 12, brand: null })).toEqual({
      name: 'Carré',
      sku: '12',
    });
    expect(readProduct({ name: `${'a'.repeat(199)}\u{1F600}`, currency: 'x'.repeat(90) })).toEqual({
      name: 'a'.repeat(199),
      currency: 'x'.repeat(8),
    });
    expect(readProduct({ variant: 'Blue', price: 420 })).toEqual({ name: 'Blue', variant: 'Blue', price: '420' });
  });

  test.each([
    ...NONSENSE.map(([, said]) => [said]),
    [{}],
    [{ name: '' }],
    [{ name: { en: 'Carré' } }],
    [[{ name: 'x' }]],
  ])('%j is none', (said) => expect(readProduct(said)).toBeUndefined());
});

describe('no hint refuses a word, whatever stands in it', () => {
  const id = makeId(1_795_514_400_000);
  const words = [{ id, kind: 'message', body: { text: 'Good morning' } }];
  const chatAsk = { id, kind: 'chat', locale: 'en', zone: 'UTC', notice: '1', entries: words };
  const when = { kind: 'asap' };
  const callAsk = { ...chatAsk, kind: 'callback', name: 'Claire', phone: '+33612345678', when, entries: [] };
  const turn = { request: id, id, into: 'callback', name: 'Claire', phone: '+33612345678', when, notice: '1' };
  const schemas = [
    ['a chat', openRequestSchema, chatAsk, ['locale', 'zone', 'notice', 'product', 'wishes']],
    ['a call', openRequestSchema, callAsk, ['locale', 'zone', 'notice', 'product', 'wishes', 'country']],
    ['a chat that becomes a call', turnRequestSchema, turn, ['notice', 'country']],
    ['presence', presenceQuerySchema, { brand: 'maison' }, ['locale', 'zone']],
    ['times', slotsQuerySchema, { brand: 'maison' }, ['language', 'zone', 'place']],
  ] as const;
  const rows = schemas.flatMap(([what, schema, ask, fields]) =>
    fields.flatMap((field) => NONSENSE.map(([name, said]) => ({ what, schema, ask, field, name, said }))),
  );

  test.each(rows)('$what: $field is $name', ({ schema, ask, field, said }) => {
    expect(schema.safeParse({ ...ask, [field]: said })).toMatchObject({ success: true });
  });

  test.each(NONSENSE)('wishes of which each is %s', (_, said) => {
    const wishes = { associate: said, place: said, language: said };
    expect(openRequestSchema.parse({ ...chatAsk, wishes }).wishes).toEqual(said === 'english' ? { place: said } : {});
  });

  test.each(NONSENSE)('words beside a product that is %s', (_, body) => {
    const product = { id: makeId(1_795_514_400_001), kind: 'product', body };
    expect(appendSchema.parse({ conversation: id, entries: [product, ...words] }).entries).toMatchObject(words);
    expect(openRequestSchema.parse({ ...chatAsk, entries: [...words, product] })).toMatchObject({ entries: words });
  });

  test('what she typed herself can be refused: no words, no name', () => {
    const empty = [{ id, kind: 'message', body: { text: ' ' } }];
    expect(openRequestSchema.safeParse({ ...chatAsk, entries: empty }).success).toBe(false);
    expect(openRequestSchema.safeParse({ ...callAsk, name: ' ' }).success).toBe(false);
  });
});

describe('over a socket', () => {
  let wire: Wire;
  let claire: ShopperEnd;
  beforeAll(async () => {
    wire = await startWire();
    claire = await wire.shopper();
  });
  afterAll(() => wire.end());

  const HINTS = { locale: 'en_US', zone: 'Etc/Unknown', notice: { v: 1 }, product: { name: {} }, wishes: 'Camille' };

  test('a word and an ask for a call are taken with every hint wrong at once, and routed by what is left', async () => {
    const { rig } = wire;
    const spoken = await claire.ok('request.open', { ...chat(rig.clock.now(), 'Good morning'), ...(HINTS as object) });
    expect(spoken.request).toMatchObject({ kind: 'left_message', language: 'en-US' });
    const asked = await claire.ok('request.open', {
      ...call(rig.clock.now(), { country: 'FR' }),
      ...(HINTS as object),
    });
    expect(asked.request).toMatchObject({ kind: 'callback', language: 'en-US' });
    const silent = await wire.shopper();
    const taken = await silent.ok('request.open', { ...chat(rig.clock.now()), locale: 'x-default' });
    expect(taken.request.language).toBe('fr');
  });

  test('a product that is none goes, and the words beside it stay', async () => {
    const { conversation } = await claire.ok('request.open', chat(wire.rig.clock.now()));
    const product = { id: wire.id(), kind: 'product' as const, body: { price: {} } as never };
    const image = `https://maison.example/${'i'.repeat(3_000)}`;
    const mended = { id: wire.id(), kind: 'product' as const, body: { name: 'Carré', image } };
    const said = [product, mended, wire.message('This one?')];
    const { entries, refused } = await claire.ok('entries.append', { conversation, entries: said });
    expect(refused).toBeUndefined();
    expect(entries.map(({ body }) => body)).toEqual([{ name: 'Carré' }, { text: 'This one?' }]);
    // Repeating it is harmless still.
    const again = await claire.ok('entries.append', { conversation, entries: said });
    expect(again.entries).toEqual(entries);
    expect(await claire.ok('entries.append', { conversation, entries: [product] })).toMatchObject({ entries: [] });
  });

  test.each([-2_208_988_800_000, 0, 253_402_300_799_999])('a device’s clock may say %d', async (at) => {
    const shopper = await wire.shopper();
    const { entries } = await shopper.ok('request.open', chat(at, 'Good morning'));
    expect(Math.abs((entries.at(-1)?.at ?? 0) - wire.rig.clock.now())).toBeLessThan(60_000);
  });
});
