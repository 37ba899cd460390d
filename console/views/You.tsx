import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { useRoom } from './desk-context.ts';
import { Portrait } from './Portrait.tsx';

/** Herself, this device, and the way out. */
export function You() {
  const { desk, settings, hearRing, keyboard } = useRoom();
  const me = desk.me.value;
  return (
    <div class="you">
      <header class="screen-head you-head">
        <Portrait name={me.name} src={me.portrait} />
        <div>
          <h1>{me.name}</h1>
          <p class="hint">
            <bdi>{me.title}</bdi> · <bdi>{me.place.name}</bdi>
          </p>
          <p class="hint">
            <bdi>{me.email}</bdi>
          </p>
          <p class="hint">
            {words.you_.languages} {me.languages.map(languageName).join(', ')}
          </p>
        </div>
      </header>
      <section aria-label={words.you_.device}>
        <h2 class="label">{words.you_.device}</h2>
        <Choice name={words.you_.discreet} help={words.you_.discreetHelp} on={settings.discreet} />
        <Choice name={words.you_.shortcuts} help={words.you_.shortcutsHelp} on={settings.shortcuts} />
        <div class="buttons">
          <button type="button" class="secondary" onClick={hearRing}>
            {words.you_.sound}
          </button>
          <button type="button" class="secondary to-shortcuts" onClick={keyboard.openHelp}>
            {words.you_.show}
          </button>
        </div>
      </section>
      <SignOut />
    </div>
  );
}

function Choice({ name, help, on }: { name: string; help: string; on: Signal<boolean> }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={on.value} onChange={(event) => (on.value = event.currentTarget.checked)} />
      <span>
        {name}
        <span class="hint">{help}</span>
      </span>
    </label>
  );
}

/** Words that were not sent would go with her: she is asked first. */
function SignOut() {
  const { outbox, signOut } = useRoom();
  const [asked, setAsked] = useState(false);
  const unsent = outbox.lines.value.length;
  if (!asked || unsent === 0) {
    return (
      <button type="button" class="secondary" onClick={() => (unsent > 0 ? setAsked(true) : signOut())}>
        {words.you_.signOut}
      </button>
    );
  }
  return (
    <div role="alert" class="asked">
      <p>{words.you_.unsent(unsent)}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => setAsked(false)}>
          {words.you_.stay}
        </button>
        <button type="button" class="secondary" onClick={signOut}>
          {words.you_.signOutAnyway}
        </button>
      </div>
    </div>
  );
}
