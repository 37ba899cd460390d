import { expect, test } from 'vitest';
import { speaks } from '../../server/domain/language.ts';

test.each([
  [['fr', 'en'], 'fr-CA', true],
  [['fr-CA'], 'fr', true],
  [['fr-FR'], 'fr-CA', true],
  [['fr', 'en'], 'FR', true],
  [['fr', 'en'], 'it', false],
  [['zh-Hans'], 'zh-Hant-TW', true],
  [['zh'], 'zh-HK', true],
  [['zh'], 'cmn', true],
  [['yue'], 'zh-HK', false],
  [['pt-BR'], 'pt-PT', true],
  [['he'], 'iw', true],
  [['nb'], 'no', true],
  [['no'], 'nn-NO', true],
  [['da'], 'nb', false],
  [['en'], 'en-u-ca-buddhist', true],
  // Tags of three letters do not match by their beginning.
  [['fi'], 'fil', false],
  [[], 'fr', false],
  [['fr'], '', false],
  [['not a tag', 'fr'], 'fr', true],
  [['not a tag'], 'not a tag', false],
])('somebody who speaks %j, asked for %s: %s', (languages, wanted, can) => {
  expect(speaks(languages, wanted)).toBe(can);
});
