/** JSON as it is meant: old libraries teach arrays a `toJSON` of their own, which would write them as strings. */
export function toJson(value: unknown): string {
  const { toJSON } = Array.prototype as { toJSON?: unknown };
  if (!toJSON) return JSON.stringify(value);
  Reflect.deleteProperty(Array.prototype, 'toJSON');
  try {
    return JSON.stringify(value);
  } finally {
    Reflect.set(Array.prototype, 'toJSON', toJSON);
  }
}
