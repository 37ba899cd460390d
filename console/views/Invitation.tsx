import { useState } from 'preact/hooks';
import type { No } from '../reply.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { signedOut } from '../words/signed-out.ts';

const SHORTEST = 10;

/** A one-time link brought her here: she chooses her password. */
export function Invitation({
  no,
  busy,
  onSet,
}: {
  no: No | null;
  busy: boolean;
  onSet: (password: string) => Promise<void>;
}) {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [corrected, setCorrected] = useState<No | null>(null);
  const missing = SHORTEST - password.length;
  // A link that is spent stays so, whatever she types; another no was about what she typed then.
  const stands = no !== null && (no !== corrected || no.code === 'link_spent');
  const said = stands ? refusalWords(no) : tried && missing > 0 ? signedOut.invitation.tooShort(missing) : null;
  return (
    <main class="signed-out">
      <p class="mark">{words.product}</p>
      <h1>{signedOut.invitation.title}</h1>
      <p class="lead">{signedOut.invitation.lead}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!busy && missing <= 0) void onSet(password);
        }}
      >
        <label>
          <span>{signedOut.invitation.password}</span>
          <input
            type="password"
            autocomplete="new-password"
            minLength={SHORTEST}
            maxLength={200}
            required
            value={password}
            aria-invalid={said !== null}
            aria-describedby="invitation-refusal"
            onInput={(event) => {
              setPassword(event.currentTarget.value);
              setCorrected(no);
            }}
          />
        </label>
        <p class="refusal" id="invitation-refusal" role="alert">
          {said}
        </p>
        <button type="submit" class="primary" disabled={busy}>
          {signedOut.invitation.button}
        </button>
      </form>
      {no?.code === 'link_spent' && (
        <p class="hint">
          <a href="/console/">{signedOut.invitation.elsewhere}</a>
        </p>
      )}
    </main>
  );
}
