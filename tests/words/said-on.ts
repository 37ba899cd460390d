/** Sentences by their names, nested as word files are. */
export type Family = { readonly [name: string]: string | ((...said: never[]) => string) | Family };

/** Which sentences of a family stand in `box`, by their paths, in alphabetical order. */
export function saidOn(box: Element, family: Family): string[] {
  const texts = textsOn(box);
  const stands = ([, said]: Named) => patternsOf(said).some((pattern) => texts.some((text) => pattern.test(text)));
  return namesOf(family)
    .filter(stands)
    .map(([name]) => name)
    .sort();
}

/** The sentences of a family that none of these has shown. */
export const unsaid = (family: Family, shown: readonly (readonly string[])[]): string[] =>
  namesOf(family)
    .map(([name]) => name)
    .filter((name) => !shown.flat().includes(name));

type Said = string | ((...said: never[]) => string);
type Named = [name: string, said: Said];

const namesOf = (family: Family, path = ''): Named[] =>
  Object.entries(family).flatMap(([name, said]): Named[] => {
    const whole = path ? `${path}.${name}` : name;
    if (typeof said === 'object') return namesOf(said, whole);
    return said === '' ? [] : [[whole, said]];
  });

/** All that somebody meets there, by eye or ear: what elements say, their names and their placeholders. */
function textsOn(box: Element): string[] {
  const texts = [box, ...box.querySelectorAll('*')].flatMap((element) => [
    element.textContent,
    [...element.childNodes].map((node) => (node.nodeType === 3 ? node.textContent : '')).join(''),
    element.getAttribute('aria-label'),
    element.getAttribute('placeholder'),
  ]);
  const said = texts.flatMap((text) => text?.replace(/\s+/g, ' ').trim() || []);
  // Facts stand in a row with a point between them.
  return [...new Set(said.flatMap((text) => [text, ...text.split(/(?: |^)· /)]))];
}

const ANY = 'ANYTHING';

/** A whole sentence may stand among others; a word or a name stands alone. What is filled in may be anything. */
function patternsOf(said: Said): RegExp[] {
  const fill = said as (...said: unknown[]) => string;
  const texts =
    typeof said === 'string' ? [said] : [fill(ANY, ANY, ANY, ANY), fill(1, ANY, ANY), fill(ANY, null, null)];
  return texts.map((text) => {
    const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(ANY, '.+');
    return /[.?!…]$/.test(text) ? new RegExp(`(^|[ .])${pattern}( |$)`) : new RegExp(`^${pattern}$`);
  });
}
