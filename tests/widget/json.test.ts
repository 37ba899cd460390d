import { afterEach, expect, it } from 'vitest';
import { toJson } from '../../widget/models/json.ts';

const stringify = JSON.stringify;
afterEach(() => {
  JSON.stringify = stringify;
  for (const kind of [Array, String, Number]) Reflect.deleteProperty(kind.prototype, 'toJSON');
});

const SAID = { a: [1, 'two "quoted" \\ \n \u0001', null, true], 語: { b: '🧣', c: undefined }, d: [] as string[] };

it('F9: what is written is what JSON.stringify would write on a page that has not changed it', () => {
  expect(JSON.parse(toJson(SAID))).toEqual(JSON.parse(stringify(SAID)));
  expect([toJson('x'), toJson(1), toJson(null), toJson([])]).toEqual(['"x"', '1', 'null', '[]']);
});

it('F9: neither the toJSON of an old library nor a JSON.stringify that throws changes it', () => {
  for (const kind of [Array, String, Number]) Reflect.set(kind.prototype, 'toJSON', () => 'as an old library has it');
  JSON.stringify = () => {
    throw new Error('not here');
  };
  const written = toJson(SAID);
  JSON.stringify = stringify;
  expect(JSON.parse(written)).toEqual({ a: SAID.a, 語: { b: '🧣' }, d: [] });
});
