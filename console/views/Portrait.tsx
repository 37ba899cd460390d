import { useState } from 'preact/hooks';
import { YouIcon } from './icons.tsx';

/** A face where there is one on the relay, else an initial. Beside a name, so it says nothing by itself. */
export function Portrait({ name, src }: { name: string | null; src?: string | null }) {
  const [failed, setFailed] = useState(false);
  const path = src && /^\/portraits\/[\w.-]+$/.test(src) ? src : null;
  return (
    <span class="portrait" aria-hidden="true">
      {path && !failed ? (
        <img src={path} alt="" width="40" height="40" onError={() => setFailed(true)} />
      ) : name ? (
        <span>{initialOf(name)}</span>
      ) : (
        <YouIcon />
      )}
    </span>
  );
}

function initialOf(name: string | null): string {
  const [first] = new Intl.Segmenter().segment(name?.trim() ?? '');
  return first?.segment.slice(0, 4).toLocaleUpperCase() ?? '';
}
