import { countBag, element, type Line, priceText, readBag, setCount } from './bag.ts';

function counter(line: Line, redraw: () => void): HTMLElement {
  const label = `Number of ${line.name}, ${line.variant}`;
  const select = element('select', { 'aria-label': label }) as HTMLSelectElement;
  for (let count = 1; count <= 9; count++) select.append(element('option', {}, String(count)));
  select.value = String(line.count);
  select.addEventListener('change', () => {
    setCount(line.sku, Number(select.value));
    redraw();
  });
  return select;
}

function remover(line: Line, redraw: () => void): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Remove ${line.name}, ${line.variant}` },
    'Remove',
  );
  button.addEventListener('click', () => {
    setCount(line.sku, 0);
    redraw();
  });
  return button;
}

const row = (line: Line, redraw: () => void) =>
  element(
    'li',
    { class: 'bag-line' },
    element('img', { src: `/demo/pictures/${line.plate}-400.webp`, width: '400', height: '500', alt: '' }),
    element(
      'div',
      {},
      element('h2', {}, element('a', { href: line.href }, line.name)),
      element('p', {}, line.variant),
      element('p', { class: 'bag-acts' }, counter(line, redraw), remover(line, redraw)),
    ),
    element('p', { class: 'price' }, priceText(line.price * line.count)),
  );

const total = (lines: Line[]) =>
  element(
    'div',
    { class: 'bag-sum' },
    element(
      'p',
      {},
      'Total, with duties and delivery ',
      element('strong', { class: 'price' }, priceText(lines.reduce((sum, { price, count }) => sum + price * count, 0))),
    ),
    element('p', {}, element('a', { class: 'button', href: '/demo/thank-you/' }, 'Place the order')),
    element('p', { class: 'fine' }, 'A demonstration: no payment is asked, and nothing is sent.'),
  );

/** Draws the bag into its place; the words for an empty one stand in the page already. */
function start(place: HTMLElement): void {
  const empty = [...place.childNodes];
  const draw = () => {
    const lines = readBag();
    if (lines.length === 0) place.replaceChildren(...empty);
    else
      place.replaceChildren(
        element('ul', { class: 'bag-lines' }, ...lines.map((line) => row(line, redraw))),
        total(lines),
      );
  };
  const redraw = () => {
    draw();
    countBag();
    document.querySelector<HTMLElement>('#main')?.focus();
  };
  draw();
}

const place = document.querySelector<HTMLElement>('[data-bag]');
if (place) start(place);
