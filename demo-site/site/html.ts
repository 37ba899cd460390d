/** Markup that is already safe to print. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | false | undefined | Value[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

function print(value: Value): string {
  if (value === false || value === undefined) return '';
  if (Array.isArray(value)) return value.map(print).join('');
  return value instanceof Html ? value.text : escaped(String(value));
}

/** A template whose values are escaped unless they are Html themselves. */
export const html = (parts: TemplateStringsArray, ...values: Value[]) =>
  new Html(parts.map((part, i) => part + print(values[i] ?? '')).join(''));

/** A block of data for machines; `<` is written so that no text can end the block. */
export const dataBlock = (data: unknown) =>
  new Html(`<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`);
