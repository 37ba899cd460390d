import { addLine, countBag, element, priceText } from './bag.ts';

const variantOf = (form: HTMLFormElement) => form.querySelector<HTMLInputElement>('input[name=variant]:checked');

const setAll = (selector: string, text: string) => {
  for (const one of document.querySelectorAll(selector)) one.textContent = text;
};

function showPictures({ plate, alt }: DOMStringMap): void {
  const main = document.querySelector<HTMLImageElement>('[data-plate] img');
  const closer = document.querySelector<HTMLImageElement>('[data-closer] img');
  if (!main || !closer || plate === undefined || main.src.includes(`/${plate}-`)) return;
  main.srcset = [400, 640, 1200].map((width) => `/demo/pictures/${plate}-${width}.webp ${width}w`).join(', ');
  main.src = `/demo/pictures/${plate}-640.webp`;
  main.alt = alt ?? '';
  closer.src = `/demo/pictures/${plate}-closer-640.webp`;
  closer.alt = `${alt}, closer`;
}

function show(input: HTMLInputElement): void {
  setAll('[data-chosen]', input.dataset.name ?? '');
  if (input.dataset.price)
    setAll('[data-product] [data-price], .sticky [data-price]', priceText(Number(input.dataset.price)));
  showPictures(input.dataset);
}

function choose(input: HTMLInputElement): void {
  show(input);
  const address = new URL(location.href);
  address.searchParams.set('variant', input.value);
  history.replaceState(history.state, '', address);
}

function add(form: HTMLFormElement): void {
  const input = variantOf(form);
  const { price, name: variant = '', plate = '' } = input?.dataset ?? {};
  if (!input || !price) return;
  const size = form.querySelector<HTMLSelectElement>('select[name=size]')?.value;
  addLine({
    sku: size ? `${input.value}-${size}` : input.value,
    name: form.dataset.name ?? '',
    variant: size ? `${variant}, size ${size}` : variant,
    price: Number(price),
    plate,
    href: `${form.dataset.href}?variant=${input.value}`,
  });
  form
    .querySelector('[data-added]')
    ?.replaceChildren('It is in your bag. ', element('a', { href: '/demo/bag/' }, 'View your bag'));
  setAll('.sticky [data-add]', 'Added');
}

/** The bar at the foot of a phone shows only while the form's own button is out of sight. */
function followButton(form: HTMLFormElement): void {
  const bar = document.querySelector('[data-sticky]');
  const button = form.querySelector('.add');
  if (!bar || !button) return;
  new IntersectionObserver(([seen]) => bar.toggleAttribute('data-resting', seen?.isIntersecting ?? false)).observe(
    button,
  );
}

/** Wires the product page: the choice of variant, the bag, the bar at the foot of a phone. */
export function startProduct(form: HTMLFormElement): void {
  const asked = new URLSearchParams(location.search).get('variant');
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[name=variant]')];
  const wanted = inputs.find(({ value }) => value === asked);
  if (wanted) {
    wanted.checked = true;
    show(wanted);
  }
  for (const input of inputs) input.addEventListener('change', () => choose(input));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(form);
    countBag();
  });
  followButton(form);
}
