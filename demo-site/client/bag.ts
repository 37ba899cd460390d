/** One line of the bag as it is kept in this browser, and only once something has been added. */
export interface Line {
  sku: string;
  name: string;
  variant: string;
  /** Whole euros. */
  price: number;
  plate: string;
  href: string;
  count: number;
}

const KEY = 'aurele.bag';
const MOST = 9;

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Line).sku === 'string' &&
  Number.isFinite((value as Line).price) &&
  Number.isFinite((value as Line).count);

/** What is in the bag; nothing, where storage is closed or holds something else. */
export function readBag(): Line[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLine) : [];
  } catch {
    return [];
  }
}

function writeBag(lines: Line[]): void {
  try {
    if (lines.length) localStorage.setItem(KEY, JSON.stringify(lines));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing still shows the shop.
  }
}

export function addLine(line: Omit<Line, 'count'>): void {
  const lines = readBag();
  const same = lines.find(({ sku }) => sku === line.sku);
  if (same) same.count = Math.min(MOST, same.count + 1);
  else lines.push({ ...line, count: 1 });
  writeBag(lines);
}

export function setCount(sku: string, count: number): void {
  writeBag(
    readBag().flatMap((line) =>
      line.sku !== sku ? [line] : count > 0 ? [{ ...line, count: Math.min(MOST, count) }] : [],
    ),
  );
}

export const emptyBag = () => writeBag([]);

/** Writes the number of things in the bag wherever the page shows it. */
export function countBag(): void {
  const count = readBag().reduce((sum, line) => sum + line.count, 0);
  for (const one of document.querySelectorAll('[data-bag-count]')) one.textContent = count ? `(${count})` : '';
}

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
export const priceText = (price: number) => euros.format(price);

/** An element with its attributes and what stands in it. */
export function element(name: string, given: Record<string, string> = {}, ...inside: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}
