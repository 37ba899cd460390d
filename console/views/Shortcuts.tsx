import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/en.ts';
import { useModels } from './desk-context.ts';

/** Opened by `?`. */
export function Shortcuts() {
  const { keyboard } = useModels();
  return keyboard.helpOpen.value ? <Sheet onClose={keyboard.closeHelp} /> : null;
}

function Sheet({ onClose }: { onClose: () => void }) {
  const { settings } = useModels();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement) queueMicrotask(() => before.focus());
    };
  }, []);
  return (
    <div class="shortcuts">
      <div role="dialog" aria-modal="true" aria-labelledby="shortcuts-title" class="shortcuts-sheet">
        <h2 id="shortcuts-title">{words.shortcuts.title}</h2>
        {!settings.shortcuts.value && <p class="hint">{words.shortcuts.off}</p>}
        <dl>
          {words.shortcuts.keys.map(([key, said]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
        <button type="button" class="secondary" ref={close} onClick={onClose}>
          {words.shortcuts.close}
        </button>
      </div>
    </div>
  );
}
