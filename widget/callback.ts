import css from './styles/callback.css?inline';

export { Callback } from './views/Callback.tsx';

/** Gives the form its styles. It comes with a chunk of its own and needs no socket. */
export function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
