/** Adopts a chunk's styles: a constructed sheet needs no nonce under any policy of the page. Answers how to take them off. */
export function wear(root: DocumentOrShadowRoot, css: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((worn) => worn !== sheet);
  };
}
