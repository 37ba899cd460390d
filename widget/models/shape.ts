/**
 * Whether something from outside has the shape of an example: what stands in the example stands there too and is
 * of the same kind; every item of a list fits the example's one item.
 */
export function fits(value: unknown, example: unknown): boolean {
  if (typeof value !== typeof example || value === null) return false;
  if (Array.isArray(example)) return Array.isArray(value) && value.every((item) => fits(item, example[0]));
  return (
    typeof example !== 'object' ||
    Object.entries(example as object).every(([key, part]) => fits(Reflect.get(Object(value), key), part))
  );
}
