/** What a page of the shop has on it. */
export type Subject = 'salon' | 'floor' | 'bare';
export const SUBJECTS: readonly Subject[] = ['bare', 'salon', 'floor'];

/** How each is met on its page. */
export interface Met {
  /** Address of the shop's product page. */
  page: string;
  /** Where its scripts come from: another origin. */
  from: string;
  /** Its element on the page. */
  host: string;
  /** What she presses in it, after the launcher, to come to the composer; null is nothing. */
  choice: string | null;
}

export const HOSTS: Readonly<Record<Subject, Pick<Met, 'host' | 'choice'>>> = {
  bare: { host: 'no-widget', choice: null },
  salon: { host: 'salon-widget', choice: 'Live chat' },
  floor: { host: 'floor-panel', choice: null },
};

/** Where each is met. */
export type Places = Readonly<Record<Subject, Pick<Met, 'page' | 'from'>>>;
