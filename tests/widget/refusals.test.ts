import { afterEach, describe, expect, it, vi } from 'vitest';
import { signal } from '../../widget/models/signals.ts';
import type { Page } from '../../widget/page.ts';
import { words } from '../../widget/words/en.ts';

const salonIn = (language: string) => ({ words: signal(words), page: { locale: () => language } as Page });

describe('what is said to a refusal', () => {
  afterEach(() => {
    vi.doUnmock('../../widget/words/refusals-en.ts');
    vi.resetModules();
  });

  it('comes when the first is met, and is drawn then, in the page’s language', async () => {
    const { refusalShown } = await import('../../widget/models/refusals.ts');
    expect(refusalShown('erased', salonIn('fr-CA'))).toBe('');
    await vi.waitFor(() => expect(refusalShown('erased', salonIn('fr'))).toBe('Cette conversation a été retirée.'));
    expect(refusalShown('of a newer relay' as 'erased', salonIn('fr'))).toMatch(/^Un incident/);
  });

  it('is that we were not reached where it cannot be fetched, and where we were not', async () => {
    vi.doMock('../../widget/words/refusals-en.ts', () => {
      throw new Error('gone');
    });
    const { refusalSaid, refusalShown } = await import('../../widget/models/refusals.ts');
    expect(await refusalSaid('erased', salonIn('en'))).toBe(words.again);
    expect(refusalShown('draining', salonIn('en'))).toBe(words.again);
  });
});
