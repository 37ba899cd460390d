import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** A path of the project, from its root. */
export const at = (path: string): string => fileURLToPath(new URL(path, root));

/** The file of today that a source was built into, from `dist/widget`. */
export function chunk(source: string): string {
  const chunks = JSON.parse(readFileSync(at('dist/widget/chunks.json'), 'utf8')) as Record<string, { file: string }>;
  const file = chunks[source]?.file;
  if (!file) throw new Error(`the widget's build holds no ${source}: build --mode widget first`);
  return file;
}
