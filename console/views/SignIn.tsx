import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignedOutReason } from '../models/session.ts';
import type { No } from '../reply.ts';
import { words } from '../words/en.ts';
import { refusalWords } from '../words/refusals.ts';
import { signedOut } from '../words/signed-out.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

interface SignInProps {
  reason: SignedOutReason;
  no: No | null;
  busy: boolean;
  onSignIn: (email: string, password: string) => Promise<void>;
}

const PLAIN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

/** Email and password; the refusal stands beside them, and says for how long to wait. */
export function SignIn({ reason, no, busy, onSignIn }: SignInProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [corrected, setCorrected] = useState<No | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const waitS = useSecondsLeft(no?.code === 'slow_down' ? no.retryInMs : undefined, no);
  const stands = no !== null && no !== corrected && !(no.code === 'slow_down' && no.retryInMs && waitS === 0);
  const said =
    waitS > 0 ? refusalWords({ code: 'slow_down', retryInMs: waitS * 1_000 }) : stands && refusalWords(no.code);
  // What she types now has not been refused.
  const correct = () => setCorrected(no);

  useEffect(() => {
    if (no) form.current?.querySelector<HTMLInputElement>('input[name=password]')?.focus();
  }, [no]);

  return (
    <main class="signed-out">
      <p class="mark">{words.product}</p>
      <h1>{signedOut.signIn.title}</h1>
      <p class="lead">{signedOut.signIn.reasons[reason] || signedOut.signIn.lead}</p>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && waitS === 0) void onSignIn(email, password);
        }}
      >
        <label>
          <span>{signedOut.signIn.email}</span>
          <input
            type="email"
            name="email"
            autocomplete="username"
            inputmode="email"
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={200}
            value={email}
            onInput={(event) => {
              setEmail(event.currentTarget.value);
              correct();
            }}
          />
        </label>
        <div class="field">
          <label>
            <span>{signedOut.signIn.password}</span>
            <input
              {...(shown ? PLAIN : HIDDEN)}
              name="password"
              autocomplete="current-password"
              autocapitalize="none"
              spellcheck={false}
              required
              maxLength={200}
              value={password}
              aria-invalid={stands}
              aria-describedby="sign-in-refusal"
              onInput={(event) => {
                setPassword(event.currentTarget.value);
                correct();
              }}
            />
          </label>
          <button type="button" class="reveal" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? signedOut.signIn.hide : signedOut.signIn.show}
          </button>
        </div>
        <p class="refusal" id="sign-in-refusal" role="alert">
          {said}
        </p>
        <button type="submit" class="primary" disabled={busy || waitS > 0}>
          {signedOut.signIn.button}
        </button>
      </form>
      <p class="hint">{signedOut.signIn.help}</p>
    </main>
  );
}
