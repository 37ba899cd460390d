declare global {
  interface Window {
    /** What the page put in place for calls before the loader arrived; afterwards what answers them. */
    Salon?: { readonly [name: string]: unknown; q?: Iterable<unknown>[] };
    SalonSettings?: Record<string, string>;
  }
}

// Null where a tag manager runs it by other means: then the tag is looked for, and last a setting of the page.
const tag = (document.currentScript ?? document.querySelector('[src*="/salon.js"]')) as HTMLScriptElement | null;

/** What the page's own tag says. */
export const given: Record<string, string | undefined> = { ...window.SalonSettings, ...tag?.dataset };

/** Address of the relay, with a slash at its end. */
export const relay = new URL('.', given.relay ?? tag?.src).href;
