import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftsSchema, type EntryKind } from '../../protocol/entries.ts';
import { KEPT, KINDS, kindOf, kindsThat, LISTED, type Said, textOf } from '../../protocol/entry-kinds.ts';
import { isUnread } from '../../protocol/unread.ts';

const README = readFileSync(new URL('../../protocol/README.md', import.meta.url), 'utf8');
const ALL = Object.keys(KINDS) as EntryKind[];
/** Of a newer relay; the last ones every object has something by the name of. */
const STRANGE = ['hologram', '', 'constructor', 'toString', '__proto__'] as never[];

describe('kinds of entries', () => {
  test('every kind has its row, and its line in the description of the wire, which says whether a person says it', () => {
    const described = [...README.matchAll(/^\| `(\w+)` \| .* \| (house|shopper, associate) \|$/gm)];
    expect(described.map(([, kind]) => kind)).toEqual(ALL);
    const said = described.filter(([, , who]) => who !== 'house').map(([, kind]) => kind);
    expect(said).toEqual(kindsThat((row) => row.said));
  });

  test('what may be sent is what a person says', () => {
    const noKind = (kind: string) => {
      const { error } = draftsSchema(1).safeParse([{ id: crypto.randomUUID(), kind, body: null }]);
      return Boolean(error?.issues.some(({ path }) => path.at(-1) === 'kind'));
    };
    for (const kind of [...ALL, ...STRANGE]) expect([kind, noKind(kind)]).toEqual([kind, !kindOf({ kind }).said]);
  });

  test('the column that the widget has for itself is that of the table', () => {
    for (const kind of [...ALL, ...STRANGE]) {
      expect([kind, isUnread({ kind })]).toEqual([kind, kindOf({ kind }).unread]);
    }
  });

  test('whatever a person says stands in her bubble and can be struck, and a happening asks for nothing', () => {
    for (const [kind, row] of Object.entries(KINDS)) {
      expect([kind, row.shown === 'bubble', row.strikable]).toEqual([kind, row.said, row.said]);
      if (!row.said) expect(row).toMatchObject({ unread: false, answered: false, listed: false });
    }
  });

  test('what is read aloud is shown to whoever hears it', () => {
    for (const { shown, aloud } of Object.values(KINDS)) {
      if (shown === 'desk') expect(aloud).toBe('desk');
      if (shown === 'nowhere') expect(aloud).toBe('nobody');
    }
  });

  test('of a kind that only a newer build knows nothing is shown or made, and words may stand in it', () => {
    for (const kind of STRANGE) {
      const { strikable, ...rest } = kindOf({ kind });
      expect(strikable).toBe(true);
      expect(rest).toEqual({
        ...{ said: false, unread: false, answered: false, listed: false },
        ...{ shown: 'nowhere', aloud: 'nobody' },
      });
      expect([...KEPT, ...LISTED]).not.toContain(kind);
    }
  });

  test('the text of what was said is its words, or what it is called; none once struck', () => {
    const text = (kind: Said['kind'], body: object | null) => textOf({ kind, body } as Said);
    expect(text('message', { text: 'Bonjour' })).toBe('Bonjour');
    expect(text('product', { name: 'Alma' })).toBe('Alma');
    expect(text('message', null)).toBeNull();
  });
});
