import type { Page } from '../page.ts';

/** What WCAG asks of text, and of what tells a control from what it lies on, and a little more: screens round. */
const TEXT = 4.54;
const EDGE = 3.03;

/**
 * Has the sheet wear the house's colours so that they can be read: each as it is where it stands out enough from what
 * it lies on, else as much nearer to black or white as that takes. Where the browser cannot tell they stay as given.
 */
export function wearReadable({ launcher }: Page, { style }: HTMLElement): void {
  let worn = '';
  let ground = 0;
  /** A role that lies on the last one worn without `least`. What is translucent is worn as if it were not. */
  const wear = (role: string, least = 1) => {
    // Asked of the launcher, which wears the house's own and is not to be seen now.
    launcher.style.color = `color(from var(--${role}) xyz-d65 x y z/1)`;
    const { color } = getComputedStyle(launcher);
    // Y of XYZ is the luminance that WCAG reckons with, and in a mixture it is linear.
    const own = Number(color.split(' ')[2]) + 0.05;
    if (least < 2) ground = own;
    // What is below 0 % stands out already, and `calc` takes it for that.
    const share =
      ground < 0.229
        ? `white calc(${(ground * least - own) / (1.05 - own)}`
        : `black calc(${(own - ground / least) / (own - 0.05)}`;
    worn += `--${role}:color-mix(in xyz-d65,${color},${share}*100%));`;
  };
  wear('paper');
  wear('ink', TEXT);
  wear('quiet', TEXT);
  wear('alarm', TEXT);
  wear('accent', EDGE);
  wear('fill');
  wear('on-fill', TEXT);
  launcher.style.color = '';
  if (ground) style.cssText += worn;
}
