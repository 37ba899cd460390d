import { countOf, emptyBag, readBag } from './bag.ts';
import { startBagPage } from './bag-page.ts';
import { startProduct } from './product.ts';

function countBag(): void {
  const count = countOf(readBag());
  for (const one of document.querySelectorAll('[data-bag-count]')) one.textContent = count ? `(${count})` : '';
}

function closeMenuOnEscape(menu: HTMLDetailsElement): void {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}

const form = document.querySelector<HTMLFormElement>('form[data-product]');
if (form) startProduct(form, countBag);
const bag = document.querySelector<HTMLElement>('[data-bag]');
if (bag) startBagPage(bag, countBag);
if (document.querySelector('[data-thanks]')) emptyBag();
const menu = document.querySelector<HTMLDetailsElement>('details.menu');
if (menu) closeMenuOnEscape(menu);
countBag();
addEventListener('pageshow', countBag);
addEventListener('storage', countBag);
