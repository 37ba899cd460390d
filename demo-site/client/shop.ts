import { countBag, emptyBag } from './bag.ts';
import { startProduct } from './product.ts';

function closeMenuOnEscape(menu: HTMLDetailsElement): void {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}

const form = document.querySelector<HTMLFormElement>('form[data-product]');
if (form) startProduct(form);
if (document.querySelector('[data-thanks]')) emptyBag();
const menu = document.querySelector<HTMLDetailsElement>('details.menu');
if (menu) closeMenuOnEscape(menu);
countBag();
addEventListener('pageshow', countBag);
addEventListener('storage', countBag);
