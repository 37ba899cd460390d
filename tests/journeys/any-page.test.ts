import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PHONE, useBrowser } from '../helpers/browser.ts';
import { settled, shopperOnOwn, TAG } from '../helpers/own-page.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import type { Shopper } from '../helpers/shopper.ts';

const relay = useRelay({ per: 'file' });
const newPerson = useBrowser();
const on = (html: string, options = {}) => shopperOnOwn(relay().url, newPerson, { html, options });

const LONG = '<div style="height:3000px"></div>';

const typed = (panel: Shopper['panel'], text: string) =>
  expect.poll(() => panel.message.inputValue(), { timeout: 10_000 }).toBe(text);

describe('case 04: whatever holds what is fixed in the body', () => {
  const holds = async (css: string) => {
    const { page, panel } = await on(`<style>${css}</style><h1>A page</h1>${LONG}${TAG}`, {
      viewport: { width: 1280, height: 800 },
    });
    await panel.launcher.waitFor();
    const foot = async () => {
      const box = await panel.launcher.boundingBox();
      return box && Math.round(box.y + box.height);
    };
    await expect.poll(foot).toBe(776);
    await page.evaluate(() => scrollTo({ top: 60, behavior: 'instant' }));
    await expect.poll(foot).toBe(776);
    await panel.ask('Good evening');
    const box = await panel.dialog.boundingBox();
    expect([box?.y, box?.height]).toEqual([0, 800]);
    await panel.button('Close').click();
    await expect.poll(foot).toBe(776);
  };
  it.each([
    'body { margin: 0; min-height: 3000px; transform: translateZ(0) }',
    'body { filter: grayscale(1) }',
    'body { will-change: transform }',
    'body { perspective: 600px }',
    'body { contain: paint }',
    'body { backdrop-filter: blur(1px) }',
    'body { container-type: inline-size; rotate: 0.001deg }',
    'html { transform: translateZ(0) }',
  ])('the launcher stands at the foot of the window: %s', holds);
});

describe('case 06: the body is drawn anew while she types', () => {
  const REDRAWN = {
    'replaced, as by a visit': () => {
      const body = document.createElement('body');
      body.innerHTML = '<h1>Another page</h1><main><a href="#">Behind</a></main>';
      document.body.replaceWith(body);
    },
    'compared with the next and made like it': () => {
      document.querySelector('body > salon-widget')?.remove();
      for (const one of [document.body, ...document.body.children]) {
        for (const name of one.getAttributeNames()) one.removeAttribute(name);
      }
      document.body.insertAdjacentHTML('beforeend', '<main>Another page</main>');
    },
    'emptied and filled': () => {
      document.body.innerHTML = '<h1>Another page</h1>';
    },
    'the whole of the document replaced': () => {
      const html = document.createElement('html');
      html.innerHTML = '<head></head><body><h1>Another page</h1></body>';
      document.documentElement.replaceWith(html);
    },
  };
  const places = [['at a desk', {}] as const, ['on a telephone', PHONE] as const];
  const rows = Object.entries(REDRAWN).flatMap(([how, redraw]) =>
    places.map(([where, options]) => [how, where, redraw, options] as const),
  );

  it.each(rows)(
    '%s, %s: her words, the caret, the top layer and what is behind stay',
    async (_, where, redraw, options) => {
      const { page, panel } = await on(`<h1>A page</h1><main>Text</main>${TAG}`, options);
      await panel.open();
      await panel.choose('Live chat');
      await settled(page);
      await panel.message.click();
      await page.keyboard.type('first ');
      await page.keyboard.type('alf');
      for (let back = 0; back < 3; back++) await page.keyboard.press('ArrowLeft');
      await page.evaluate(redraw);
      await page.keyboard.type('h');
      await page.keyboard.press('End');
      await page.keyboard.type(' second half');
      await typed(panel, 'first half second half');
      expect(await panel.dialog.evaluate((dialog) => dialog.matches(':popover-open'))).toBe(true);
      if (where === 'on a telephone') {
        await expect.poll(() => page.locator('h1').evaluate((it) => it.closest('[inert]') !== null)).toBe(true);
        expect(await panel.dialog.getAttribute('aria-modal')).toBe('true');
        await panel.button('Close').click();
        await expect.poll(() => page.locator('h1').evaluate((it) => it.closest('[inert]'))).toBeNull();
      }
    },
  );

  it('E03: a page that takes it out a thousand times has it in the end, and once', async () => {
    const { page, panel } = await on(`<h1>A page</h1>${TAG}`);
    await panel.launcher.waitFor();
    await page.evaluate(async () => {
      for (let time = 0; time < 1_000; time++) {
        document.querySelector('salon-widget')?.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
    await panel.launcher.waitFor();
    expect(await page.locator('salon-widget').count()).toBe(1);
    await panel.open();
  });

  it('E03: one that takes it out whenever it comes back, or hushes it, is not fought for ever', async () => {
    const { page, panel } = await on(`<h1>A page</h1>${TAG}`);
    await panel.launcher.waitFor();
    const times = await page.evaluate(async () => {
      let taken = 0;
      const take = () => {
        const host = document.querySelector<HTMLElement>('body > salon-widget');
        if (!host) return;
        taken++;
        if (taken % 2 && !host.inert) host.inert = true;
        else host.remove();
      };
      const watch = new MutationObserver(take);
      watch.observe(document, { childList: true, subtree: true, attributeFilter: ['inert'] });
      take();
      await new Promise((resolve) => setTimeout(resolve));
      watch.disconnect();
      return taken;
    });
    expect(times).toBeLessThan(400);
    await panel.open();
  });

  it('E03: a document that is written anew has it back, and it opens', async () => {
    const { page, panel } = await on(`<h1>A page</h1>${TAG}`);
    await panel.launcher.waitFor();
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><body><h1>Written anew</h1>');
      document.close();
    });
    await page.getByText('Written anew').waitFor();
    await panel.ask('Good evening');
    await expectText(panel.log, 'Sent');
  });
});

describe('case 03: the page holds the focus', () => {
  const MODAL =
    '<div id="m" tabindex="-1" role="dialog"><button id="a">Add to bag</button><button id="b">Close</button></div>';
  const holding = (script: string) => `${MODAL}<script>
    const m = document.querySelector('#m');
    const outside = (e) => e.target !== document && !m.contains(e.target);
    addEventListener('load', () => { m.focus(); ${script} });
  </script>${TAG}`;
  // As a library does that keeps Tab inside, and presses elsewhere without effect.
  const TRAP = `
    let last = document.querySelector('#a');
    last.focus();
    const inside = (e) => m.contains(e.composedPath()[0]);
    document.addEventListener('focusin', (e) => {
      if (inside(e)) { last = e.target; return; }
      e.stopImmediatePropagation();
      last.focus();
    }, true);
    for (const type of ['mousedown', 'touchstart'])
      document.addEventListener(type, (e) => inside(e) || e.preventDefault(), { capture: true, passive: false });
    document.addEventListener('click', (e) => {
      if (inside(e)) return;
      e.preventDefault();
      e.stopImmediatePropagation();
    }, true);
    document.addEventListener('keydown', (e) => {
      if (e.key !== 'Tab') return;
      e.preventDefault();
      document.querySelector('#b').focus();
    }, true);`;

  const she = async ({ page, panel }: Shopper, press: 'click' | 'tap') => {
    await panel.launcher.waitFor();
    await panel.launcher[press]();
    await panel.button('Live chat')[press]();
    await panel.message[press]();
    await page.keyboard.type('Is it in stock?');
    await typed(panel, 'Is it in stock?');
    await page.keyboard.press('Tab');
    await expect.poll(() => panel.button('Send').evaluate((send) => send.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await expectText(panel.log, 'Is it in stock?');
    await panel.message[press]();
    await page.keyboard.type('And in blue?');
    await typed(panel, 'And in blue?');
    await page.keyboard.press('Escape');
    await panel.dialog.waitFor({ state: 'hidden' });
  };

  it.each([
    ['a listener of focusin', `document.addEventListener('focusin', (e) => { if (outside(e)) m.focus(); });`],
    ['a capturing one', `document.addEventListener('focusin', (e) => { if (outside(e)) m.focus(); }, true);`],
    ['a capturing one of focus', `document.addEventListener('focus', (e) => { if (outside(e)) m.focus(); }, true);`],
    [
      'one on the window',
      `addEventListener('focus', (e) => { if (e.target !== window && outside(e)) m.focus(); }, true);`,
    ],
    [
      'one that hears the focus leave',
      `document.addEventListener('focusout', (e) => { if (e.relatedTarget && !m.contains(e.relatedTarget)) m.focus(); });`,
    ],
    ['a trap for all of it', TRAP],
  ])('with %s she writes, sends and closes', async (_, script) => {
    await she(await on(holding(script)), 'click');
  });

  it('and takes it back by a timer, again and again: each key of hers is written where she writes', async () => {
    const { page, panel } = await on(`${MODAL}<input id="search">${TAG}`);
    // Whenever the timer runs, it runs between two of her keys.
    const taken = () => page.evaluate(() => document.querySelector<HTMLElement>('#m')?.focus());
    const write = async (text: string) => {
      for (const key of text) {
        await taken();
        await page.keyboard.press(key);
      }
    };
    await panel.open();
    await panel.choose('Live chat');
    await settled(page);
    await panel.message.click();
    await write('Is it in stock?');
    await typed(panel, 'Is it in stock?');
    await taken();
    await page.keyboard.press('Backspace');
    await typed(panel, 'Is it in stock');
    await taken();
    await page.keyboard.press('Enter');
    await expectText(panel.log, 'Is it in stock');
    // What is let go by the page is hers too; where she goes herself she is left alone.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('A');
    await typed(panel, 'A');
    await page.locator('#search').click();
    await page.keyboard.type('silk');
    expect(await page.locator('#search').inputValue()).toBe('silk');
    await panel.message.click();
    await taken();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('a');
    await typed(panel, 'A');
  });

  it('with a trap for all of it, by touch', async () => {
    await she(await on(holding(TRAP), PHONE), 'tap');
  });

  it('and has hushed all that stands beside its window', async () => {
    const her = await on(holding(''));
    await her.panel.launcher.waitFor();
    await her.page.evaluate(() => {
      for (const one of document.body.children) {
        if (one.id === 'm') continue;
        (one as HTMLElement).inert = true;
        one.setAttribute('aria-hidden', 'true');
      }
    });
    await she(her, 'click');
  });

  const NATIVE = `<h1>A page</h1>${LONG}<dialog id="d" style="transform: translateY(4px)"><button>Add to bag</button></dialog>`;
  const open = (page: Page) => page.evaluate(() => document.querySelector('dialog')?.showModal());

  it('behind a modal dialog of the page that was there first', async () => {
    const her = await on(`${NATIVE}<script>document.querySelector('#d').showModal()</script>${TAG}`);
    await she(her, 'click');
    expect(await her.page.locator('#d').evaluate((dialog) => (dialog as HTMLDialogElement).open)).toBe(true);
    const box = await her.panel.launcher.boundingBox();
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(776);
  });

  it('behind one that opens over the launcher, and again once it has gone, by whatever', async () => {
    const { page, panel } = await on(`${NATIVE}${TAG}`);
    await panel.launcher.waitFor();
    await open(page);
    await panel.launcher.click();
    await panel.button('Live chat').click();
    await panel.message.click();
    await page.keyboard.type('Is it');
    await page.evaluate(() => document.querySelector('dialog')?.remove());
    await page.keyboard.type(' in stock?');
    await typed(panel, 'Is it in stock?');
    await panel.button('Close').click();
    await panel.launcher.click();
    await panel.dialog.waitFor();
  });

  it('one that opens over the open sheet leaves it to be written in, and closing that one leaves her there', async () => {
    const { page, panel } = await on(`${NATIVE}${TAG}`);
    await panel.open();
    await panel.choose('Live chat');
    await settled(page);
    await panel.message.click();
    await page.keyboard.type('Is it');
    await open(page);
    await panel.message.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' in stock');
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await panel.message.click();
    await page.keyboard.press('End');
    await page.keyboard.type('?');
    await typed(panel, 'Is it in stock?');
    await settled(page);
  });
});

describe('F12: what has the focus is never under the launcher', () => {
  const CORNER = `<style>#corner { position: fixed; right: 30px; bottom: 30px; inline-size: 44px; block-size: 44px }
    main { block-size: 3000px } footer { text-align: end }</style>
    <h1>A page</h1><button id="first">First</button><main></main><footer><a id="foot" href="#x">Terms</a></footer>
    <button id="corner">Up</button>`;
  const covered = (page: Page, id: string) =>
    page.evaluate((of) => {
      const { left, right, top, bottom } = (document.querySelector(of) as Element).getBoundingClientRect();
      const pill = document.querySelector('salon-widget')?.shadowRoot?.querySelector('.launcher') as HTMLElement;
      const its = pill.getBoundingClientRect();
      const apart = left >= its.right || right <= its.left || top >= its.bottom || bottom <= its.top;
      return !apart && getComputedStyle(pill).opacity !== '0';
    }, id);

  it('a button in the corner and a link of the footer: it stands elsewhere, also after a scroll, and Tab finds it', async () => {
    const { page, panel } = await on(`${CORNER}${TAG}`);
    await panel.launcher.waitFor();
    const shown = () => panel.launcher.evaluate((pill) => getComputedStyle(pill).opacity);
    const focus = (id: string) => page.locator(id).focus();
    await focus('#corner');
    await expect.poll(() => covered(page, '#corner')).toBe(false);
    await expect.poll(shown).toBe('1');
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(400);
    await expect.poll(shown).toBe('1');
    await page.mouse.wheel(0, -300);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(100);
    await expect.poll(shown).toBe('1');
    expect(await covered(page, '#corner')).toBe(false);
    await focus('#foot');
    await expect.poll(() => covered(page, '#foot')).toBe(false);
    await expect.poll(shown).toBe('1');
    expect(await covered(page, '#foot')).toBe(false);
    await focus('#corner');
    await page.keyboard.press('Tab');
    await expect.poll(shown).toBe('1');
    await page.keyboard.press('Enter');
    await panel.dialog.waitFor();
  });
});
