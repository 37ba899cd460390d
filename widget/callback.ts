import './sheet.ts';
import { fetchRequests } from './models/ask-over-http.ts';
import { createCall } from './models/call.ts';
import type { CallbackChunk } from './models/chunks.ts';
import { keepFresh } from './models/keep-fresh.ts';
import { openCall } from './models/requests.ts';
import type { Salon } from './models/salon.ts';
import { computed, effect, signal } from './models/signals.ts';
import { followCall } from './models/standing-call.ts';
import css from './styles/callback.css?inline';
import { wear } from './styles/wear.ts';
import { Callback } from './views/Callback.tsx';
import { callTime } from './views/CallStands.tsx';
import type { CallWords } from './words/call-en.ts';
import type { Language } from './words/languages.ts';

export const CALL_WORDS: Record<Language, () => { words: CallWords } | Promise<{ words: CallWords }>> = {
  en: () => import('./words/call-en.ts'),
  fr: () => import('./words/call-fr.ts'),
};

export function startCallback(salon: Salon, firstWords: CallWords): CallbackChunk {
  wear(salon.page.root, css);
  const words = signal(firstWords);
  const call = createCall(salon, words, followCall(salon), (call, error) => {
    import('./call-refused.ts').then((chunk) => chunk.explain(call, error, salon.page.locale()), Boolean);
  });
  effect(() => {
    if (!salon.sheet.opened.value) return;
    void fetchRequests(salon);
  });
  // What stands is not asked about anew, unless another time is looked for.
  const choosing = computed(
    () =>
      salon.sheet.opened.value &&
      salon.sheet.view.value === 'callback' &&
      (call.moving.value || !openCall(salon.thread.requests.value)),
  );
  effect(() => (choosing.value ? keepFresh(() => call.fetchSlots()) : undefined));
  const standing = () => {
    const promised = openCall(salon.thread.requests.value);
    return promised && salon.words.value.promisedCall(callTime(promised, words.value, salon.page));
  };
  return {
    Callback: () => Callback({ salon, call }),
    standing,
    wordsIn: (language) => CALL_WORDS[language](),
    speak: (spoken) => {
      words.value = spoken;
    },
  };
}
