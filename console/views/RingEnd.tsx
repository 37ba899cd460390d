import type { RingEnd as End } from '../models/ring.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { useModels } from './desk-context.ts';
import { CloseIcon } from './icons.tsx';

/** How the last ring ended, when it was not by her answer: said once, gone by itself. */
export function RingEnd() {
  const { ring } = useModels();
  const end = ring.end.value;
  return (
    <div class="ring-end" role="status">
      {end && (
        <p>
          <span>{endWords(end)}</span>
          <button type="button" class="bare" aria-label={words.incoming.dismiss} onClick={ring.dismissEnd}>
            <CloseIcon />
          </button>
        </p>
      )}
    </div>
  );
}

function endWords(end: End): string {
  if (end.kind === 'taken') return words.incoming.ends.taken(end.by);
  return end.kind === 'refused' ? refusalWords(end.code) : words.incoming.ends[end.kind];
}
