import type { RefusalCode } from '../../protocol/refusals.ts';
import { words as callEnglish } from '../../widget/words/call-en.ts';
import { words as callFrench } from '../../widget/words/call-fr.ts';
import { words as english } from '../../widget/words/en.ts';
import { words as french } from '../../widget/words/fr.ts';
import { refusals as refusalsEnglish } from '../../widget/words/refusals-en.ts';
import { refusals as refusalsFrench } from '../../widget/words/refusals-fr.ts';

const unreached = (again: string) => ({ relay_too_old: again, try_again: again, draining: again });

/** Every no with its sentence, wherever that comes from. */
export const NOES_IN: Record<'en' | 'fr', Record<RefusalCode, string>> = {
  en: { ...refusalsEnglish, ...callEnglish.refusals, ...unreached(english.again) },
  fr: { ...refusalsFrench, ...callFrench.refusals, ...unreached(french.again) },
};
