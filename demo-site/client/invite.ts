import { element } from './bag.ts';

interface Presence {
  free?: boolean;
  people?: { name: string; portrait: string | null; place: { city: string } }[];
}

/** Where the relay lies for this shop, and what it is asked: who is there, and nothing of who asks. */
const WHO = '/api/presence?protocol=1&brand=maison-aurele&locale=en';
const AGAIN_MS = 60_000;

/** An invitation by name, while somebody is free; what the page says of itself is true whoever is there. */
function start(link: HTMLElement): void {
  const [face, words] = link.querySelectorAll('span');
  const plain = words?.textContent ?? '';
  const say = ({ free, people: [person] = [] }: Presence) => {
    const named = free ? person : undefined;
    const { name, portrait, place } = named ?? {};
    if (words) words.textContent = named ? `${name}, ${place?.city}, can show you this now` : plain;
    face?.replaceChildren(...(portrait ? [element('img', { src: portrait, width: '48', height: '48', alt: '' })] : []));
  };
  const ask = () =>
    document.hidden ||
    fetch(WHO, { credentials: 'omit' })
      .then((answer) => answer.json())
      // It may answer anything, and the page does not notice.
      .then(say)
      .catch(() => say({}));
  ask();
  setInterval(ask, AGAIN_MS);
  document.addEventListener('visibilitychange', ask);
}

const invite = document.querySelector<HTMLElement>('[data-invite]');
if (invite) start(invite);
