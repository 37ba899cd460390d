import type { Locator } from 'playwright-core';

/** One thing that was looked at, and how far it stands out from what it lies on (WCAG's contrast ratio). */
export interface Contrast {
  what: string;
  ratio: number;
}

/**
 * Measures, as the screen shows them, every line of text in here, every edge that tells a field or a choice from its
 * ground, and what shows the focus: the last press was a key, so that it is shown.
 */
export const contrastsIn = (dialog: Locator): Promise<{ texts: Contrast[]; edges: Contrast[]; focus: Contrast[] }> =>
  dialog.evaluate((sheet) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const pen = canvas.getContext('2d', {
      willReadFrequently: true,
      colorSpace: 'display-p3',
    }) as CanvasRenderingContext2D;
    /** The luminance of colours laid one over the other, white at the bottom, on a screen that can show them. */
    const luminance = (layers: readonly string[]): number => {
      for (const layer of ['#fff', ...layers]) {
        pen.fillStyle = layer;
        pen.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.229 * red + 0.6917 * green + 0.0793 * blue;
    };
    /** The backgrounds behind it, the lowest first. */
    const ground = (element: Element | null): string[] =>
      element instanceof HTMLElement || element instanceof SVGElement
        ? [...ground(element.parentElement), getComputedStyle(element).backgroundColor]
        : [];
    const ratio = (colour: string, on: Element | null) => {
      const under = ground(on);
      const [dim = 0, bright = 0] = [luminance(under), luminance([...under, colour])].sort((a, b) => a - b);
      return Math.round(((bright + 0.05) / (dim + 0.05)) * 100) / 100;
    };
    const seen = [...sheet.querySelectorAll<HTMLElement>('*')].filter(
      (one) => one.checkVisibility() && !one.closest('.unseen'),
    );
    const wholeOf = ({ className, localName, textContent }: Element) =>
      `${localName}.${className} ${textContent?.slice(0, 30)}`;
    const texts = seen
      .filter((one) => [...one.childNodes].some((node) => node instanceof Text && node.data.trim()))
      .filter((one) => !one.matches(':disabled, option'))
      .map((one) => ({ what: wholeOf(one), ratio: ratio(getComputedStyle(one).color, one) }));
    const placeholders = seen
      .filter((one) => one.matches('[placeholder]'))
      .map((one) => ({
        what: `placeholder of ${wholeOf(one)}`,
        ratio: ratio(getComputedStyle(one, '::placeholder').color, one),
      }));
    const edgeOf = (one: HTMLElement) => (one.matches('.composer') ? 'borderTopColor' : 'borderBottomColor');
    const edges = seen
      .filter((one) =>
        one.matches(
          '.composer, .field.inline, .call-form > .field > :is(input, select), [type=radio], .main-button, .line-button',
        ),
      )
      .map((one) => ({ what: wholeOf(one), ratio: ratio(getComputedStyle(one)[edgeOf(one)], one.parentElement) }));
    const before = (sheet.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    const focus = seen
      .filter((one) => one.matches('button:enabled, a, input, select, textarea'))
      .map((one) => {
        one.focus({ preventScroll: true });
        if (!one.matches(':focus-visible')) return { what: `focus unseen of ${wholeOf(one)}`, ratio: 0 };
        const around = one.closest('.choice') ? getComputedStyle(one, '::after') : getComputedStyle(one);
        const line = one.matches('textarea')
          ? getComputedStyle(one.closest('.composer') as Element).borderTopColor
          : one.matches('.field > *')
            ? getComputedStyle(one).boxShadow.replace(/ 0px.*/, '')
            : around.outlineColor;
        return { what: wholeOf(one), ratio: ratio(line, one.parentElement) };
      });
    before?.focus({ preventScroll: true });
    return { texts: [...texts, ...placeholders], edges, focus };
  });
