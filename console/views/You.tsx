import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { words } from '../words/en.ts';
import { languageName } from '../words/languages.ts';
import { useModels } from './desk-context.ts';
import { Portrait } from './Portrait.tsx';

/** Herself, this device, and the way out. */
export function You() {
  const { desk, settings, hearRing, keyboard } = useModels();
  const me = desk.me.value;
  return (
    <div class="you">
      <header class="screen-head you-head">
        <Portrait name={me.name} src={me.portrait} />
        <div>
          <h1>
            <bdi>{me.name}</bdi>
          </h1>
          <p class="hint">
            <bdi>{me.title}</bdi> · <bdi>{me.place.name}</bdi>
          </p>
          <p class="hint">
            <bdi>{me.email}</bdi>
          </p>
          <p class="hint">
            {words.yourself.languages} {me.languages.map(languageName).join(', ')}
          </p>
        </div>
      </header>
      <section aria-label={words.yourself.device}>
        <h2 class="label">{words.yourself.device}</h2>
        <Choice name={words.yourself.discreet} help={words.yourself.discreetHelp} on={settings.discreet} />
        {'wakeLock' in navigator && (
          <Choice name={words.yourself.awake} help={words.yourself.awakeHelp} on={settings.awake} />
        )}
        <Choice name={words.yourself.shortcuts} help={words.yourself.shortcutsHelp} on={settings.shortcuts} />
        <div class="buttons">
          <button type="button" class="secondary" onClick={hearRing}>
            {words.yourself.sound}
          </button>
          <button type="button" class="secondary to-shortcuts" onClick={keyboard.openHelp}>
            {words.yourself.show}
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
  const { outbox, signOut } = useModels();
  const [asked, setAsked] = useState(false);
  const unsent = outbox.lines.value.length;
  if (!asked || unsent === 0) {
    return (
      <button type="button" class="secondary" onClick={() => (unsent > 0 ? setAsked(true) : signOut())}>
        {words.yourself.signOut}
      </button>
    );
  }
  return (
    <div role="alert" class="asked">
      <p>{words.yourself.unsent(unsent)}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => setAsked(false)}>
          {words.yourself.stay}
        </button>
        <button type="button" class="secondary" onClick={signOut}>
          {words.yourself.signOutAnyway}
        </button>
      </div>
    </div>
  );
}
