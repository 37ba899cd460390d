import type { Session } from '../models/session.ts';
import { words } from '../words/en.ts';
import { signedOut } from '../words/signed-out.ts';
import { DeskContext, type DeskModels } from './desk-context.ts';
import { Frame } from './Frame.tsx';
import { Invitation } from './Invitation.tsx';
import { Later } from './Later.tsx';
import { SignIn } from './SignIn.tsx';

/** The sign-in and what leads to it, or the desk of whoever is signed in. */
export function App({ session, models }: { session: Session; models: DeskModels | null }) {
  const state = session.state.value;
  if (models && state.kind === 'signed_in') {
    return (
      <DeskContext.Provider value={models}>
        <Frame />
      </DeskContext.Provider>
    );
  }
  switch (state.kind) {
    case 'invited':
      return <Invitation no={state.no} busy={state.busy} onSet={session.setPassword} />;
    case 'signed_out':
      return <SignIn reason={state.reason} no={state.no} busy={state.busy} onSignIn={session.signIn} />;
    case 'unreachable':
      return (
        <main class="signed-out">
          <h1>{signedOut.unreachable.title}</h1>
          <p role="alert">{signedOut.unreachable.lead}</p>
          <button type="button" class="primary" onClick={() => void session.look()}>
            {signedOut.unreachable.button}
          </button>
        </main>
      );
    default:
      return (
        <main class="signed-out">
          <Later>
            <p role="status">{words.link.connecting}</p>
          </Later>
        </main>
      );
  }
}
