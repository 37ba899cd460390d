import type { Product } from '../../protocol/entries.ts';
import type { Ages } from '../../widget/product/ages.ts';
import { readCarefully } from '../../widget/product/careful.ts';
import { readOtherFormats } from '../../widget/product/other-formats.ts';
import { readProduct as readOwn } from '../../widget/product/page-product.ts';
import { slips } from '../../widget/product/slips.ts';

readCarefully(slips);

/** All ways of reading a page, one after another, as the sheet does; one that was never at another address. */
export function readProduct(page: Document, address: string, said: unknown, ages: Ages = () => 'here'): Product | null {
  const looked = { page, address, ages };
  const told = readOwn(looked, said);
  return told === undefined ? readOtherFormats(looked) : told;
}

/** A page with these ld+json scripts, these metas and this body. */
export function aPage(scripts: readonly unknown[], { metas = {}, canonical, body = '' }: PageMade = {}): Document {
  const made = document.implementation.createHTMLDocument('');
  made.body.innerHTML = body;
  for (const json of scripts) addScript(made, json);
  for (const [name, content] of Object.entries(metas)) {
    const meta = made.createElement('meta');
    meta.setAttribute('property', name);
    meta.content = content;
    made.head.append(meta);
  }
  if (canonical) {
    const link = made.createElement('link');
    link.rel = 'canonical';
    link.setAttribute('href', canonical);
    made.head.append(link);
  }
  return made;
}

export interface PageMade {
  metas?: Record<string, string>;
  canonical?: string;
  body?: string;
}

export function addScript(page: Document, json: unknown): HTMLScriptElement {
  const script = page.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = typeof json === 'string' ? json : JSON.stringify(json);
  page.head.append(script);
  return script;
}
