import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../widget/words/languages.ts';

const root = new URL('../../', import.meta.url);

/** A path of the project, from its root. */
export const at = (path: string): string => fileURLToPath(new URL(path, root));

/** The file of today that a source was built into for a language, from `dist/widget`. */
export function chunk(language: Language, source: string): string {
  const manifest = at(`dist/widget/${language}/chunks.json`);
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string }>;
  const file = chunks[source]?.file;
  if (!file) throw new Error(`the widget's build holds no ${source}: build --mode widget-${language} first`);
  return `${language}/${file}`;
}
