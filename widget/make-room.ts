import { wear } from './styles/wear.ts';

/**
 * Says to the page that the sheet stands open beside it, and how wide it is: its root has `data-salon-beside` and
 * `--salon-aside`, and its own styles may move it aside. One that reads neither stays as it is.
 */
export function makeRoom(dialog: HTMLElement): () => void {
  const takeOff = wear(document, `:root{--salon-aside:${dialog.offsetWidth}px}`);
  const told = (on: boolean) => document.documentElement.toggleAttribute('data-salon-beside', on);
  told(true);
  return () => {
    takeOff();
    told(false);
  };
}
