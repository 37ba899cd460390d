/* The lookbook turns its pages in place: address, words, picture and structured data change, the page does not. */

interface Look {
  href: string;
  title: string;
  hour: string;
  name: string;
  text: string;
  price: string;
  product: string;
  plate: string;
  srcset: string;
  alt: string;
  before: string;
  after: string;
  data: unknown;
}

const place = document.querySelector<HTMLElement>('[data-looks]');
const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);

interface Policies {
  createPolicy(name: string, rules: { createScript(text: string): string }): { createScript(text: string): string };
}

/** Under Trusted Types even a block of data wants a policy; ours lets JSON through and nothing else. */
const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('structured-data', {
  createScript: (text) => JSON.stringify(JSON.parse(text)),
});

function replaceData(data: unknown): void {
  const text = JSON.stringify(data);
  for (const old of document.querySelectorAll('script[type="application/ld+json"]')) old.remove();
  const block = document.createElement('script');
  block.type = 'application/ld+json';
  block.text = policy?.createScript(text) ?? text;
  document.head.append(block);
}

function write(selector: string, text: string): void {
  const one = find(selector);
  if (one) one.textContent = text;
}

function paint(look: Look): void {
  const image = find<HTMLImageElement>('.look img');
  if (image) {
    image.srcset = look.srcset;
    image.src = `/demo/pictures/${look.plate}-640.webp`;
    image.alt = look.alt;
  }
  write('[data-hour]', look.hour);
  write('[data-name]', look.name);
  write('[data-text]', look.text);
  write('[data-price]', look.price);
  find('[data-product-link]')?.setAttribute('href', look.product);
  find('[data-before]')?.setAttribute('href', look.before);
  find('[data-after]')?.setAttribute('href', look.after);
  for (const link of document.querySelectorAll('.hours a')) {
    if (link.getAttribute('href') === look.href) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function turnTo(look: Look): void {
  document.title = look.title;
  replaceData(look.data);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || !document.startViewTransition) paint(look);
  else document.startViewTransition(() => paint(look)).ready.catch(() => undefined); // the next turn may cut it short
  write('[data-said]', `${look.hour}: ${look.name}`);
}

async function start(looks: Look[]): Promise<void> {
  const at = (href: string) => looks.find((look) => look.href === new URL(href, location.href).pathname);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-look]');
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const look = at(link.href);
    if (!look) return;
    event.preventDefault();
    if (look.href !== location.pathname) history.pushState(null, '', look.href);
    turnTo(look);
  });
  addEventListener('popstate', () => {
    const look = at(location.href) ?? looks[0];
    if (look) turnTo(look);
  });
}

const source = place?.dataset.looks;
if (source) {
  fetch(source)
    .then((answer) => answer.json())
    .then(start)
    .catch(() => undefined); // Without it every link still leads to its page.
}
