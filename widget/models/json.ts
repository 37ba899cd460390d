/**
 * JSON written by hand: old libraries teach arrays, strings and dates a `toJSON` of their own, and some pages have a
 * `JSON.stringify` that throws; neither may keep her words back.
 */
export function toJson(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]|\p{Cc}/gu, escaped)}"`;
  if (typeof value !== 'object' || value === null) return `${value ?? null}`;
  let parts = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) parts += `,${toJson(value[i])}`;
    return `[${parts.slice(1)}]`;
  }
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    if (part !== undefined) parts += `,${toJson(key)}:${toJson(part)}`;
  }
  return `{${parts.slice(1)}}`;
}

const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
