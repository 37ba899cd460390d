import type {} from '../salon.d.ts';

// Null where a tag manager runs it by other means: then the tag is looked for, and last a setting of the page.
const tag = (document.currentScript ?? document.querySelector('[src*="/salon.js"]')) as HTMLScriptElement | null;

/** What the page's own tag says. */
export const given: Record<string, string | undefined> = { ...window.SalonSettings, ...tag?.dataset };

/** Address of the relay, with a slash at its end. */
export const relay = new URL('.', given.relay ?? tag?.src).href;
