// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { clock, hers, moment } from '../../widget/models/time.ts';
import { languageOf } from '../../widget/words/languages.ts';

const SAID = [
  'en_US',
  'fr_FR',
  'en_GB.UTF-8',
  'x-default',
  'C',
  'pt_BR@euro',
  '',
  'en-',
  'EN',
  'fr-1',
  'x'.repeat(500),
];

describe('case 01: whatever a page says its language is', () => {
  it.each([...SAID, 7 as never, {} as never, null as never])('%j is one in which times can be written', (said) => {
    const tag = hers(said);
    expect(() => new Intl.DateTimeFormat(tag)).not.toThrow();
    expect(tag.slice(0, 2)).toBe(languageOf(said));
    expect(clock(0, said, 'Mars/Olympus')).toMatch(/\d/);
    expect(moment(0, said)).toMatch(/\d/);
  });
});
