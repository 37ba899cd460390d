import { words } from '../words/en.ts';
import { useModels } from './desk-context.ts';
import { Later } from './Later.tsx';

/** Said calmly, above everything, only while there is something to say. */
export function ConnectionBar() {
  const { link, reconnect } = useModels();
  const state = link.value;
  const said = words.link[state];
  return (
    <div class="bar" role="status">
      {said && (
        <Later key={state}>
          <p>
            <span>{said}</span>
            {(state === 'lost' || state === 'resting') && (
              <button type="button" class="quiet" onClick={reconnect}>
                {words.tryNow}
              </button>
            )}
            {state === 'too_old' && (
              <button type="button" class="quiet" onClick={() => location.reload()}>
                {words.reload}
              </button>
            )}
          </p>
        </Later>
      )}
    </div>
  );
}
