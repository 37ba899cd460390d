import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyHouse } from '../helpers/apply-house.ts';
import { type Associate, associateAt } from '../helpers/associate.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useOwnPages } from '../helpers/own-pages.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { Panel } from '../helpers/shopper.ts';

const block = (data: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...data })}</script>`;
const priced = (price: string, more = {}) => ({ '@type': 'Offer', price, priceCurrency: 'EUR', ...more });
const variant = (id: string, name: string, sku: string, price: string) => ({
  '@type': 'Product',
  '@id': `/products/foulard?variant=${id}#variant`,
  ...{ name, sku, offers: priced(price, { url: `/products/foulard?variant=${id}` }) },
});
const FOULARD = block({
  '@type': 'ProductGroup',
  ...{ name: 'Foulard', productGroupID: '77', url: '/products/foulard' },
  hasVariant: [variant('41', 'Foulard, small', 'F-S', '180.00'), variant('42', 'Foulard, large', 'F-L', '420.00')],
});
const AZUR_DATA = { '@type': 'Product', name: 'Montre Azur', url: '/azur', offers: priced('5200.00') };
const AZUR = block(AZUR_DATA);
const AZUR_UNTOLD = block({ '@type': 'Product', name: 'Montre Azur', offers: priced('5200.00') });
const BRUME = { '@type': 'Product', name: 'Bague Brume', offers: priced('900.00') };
const MUG = `<main itemscope itemtype="https://schema.org/Product"><h2 itemprop="name">Mug Aube</h2>
  <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR">
  <span itemprop="price" content="14.28">14,28 €</span></div></main>`;

describe('the product of a page as pages write it', () => {
  const relay = useRelay({ per: 'file' });
  const newPerson = useBrowser();

  const pages = useOwnPages();
  beforeAll(() => applyHouse(relay(), (house) => ({ ...house, origins: [...house.origins, pages.origin()] })));

  /** A shopper on a page of the house's own that holds this, with the launcher drawn. */
  async function on(path: string, inside: string) {
    const { page } = await newPerson({ name: 'shopper' });
    await page.goto(pages.put(path, relay().url, inside));
    const panel = new Panel(page);
    await panel.launcher.waitFor();
    return { page, panel, card: panel.dialog.locator('.product') };
  }
  /** Every product that is shown from now on, until this one is. */
  async function shownUntil(page: Page, last: string): Promise<string[]> {
    return page.evaluate(
      (last) =>
        new Promise<string[]>((resolve) => {
          const shown = new Set<string>();
          const look = () => {
            for (const host of document.querySelectorAll('*')) {
              const name = host.shadowRoot?.querySelector('.product-name')?.textContent;
              if (name) shown.add(name);
            }
            if (shown.has(last)) resolve([...shown]);
            else requestAnimationFrame(look);
          };
          look();
        }),
      last,
    );
  }
  const write = (page: Page, data: object) =>
    page.evaluate((data) => {
      const script = document.createElement('script');
      script.type = 'application/ld+json';
      script.textContent = JSON.stringify(data);
      document.head.append(script);
    }, data);
  /** What the ring shows of the piece that she asks about. */
  const rung = ({ desk }: Associate) => desk.incoming.locator('.product');

  it('case 10: the variant of the address is on the card and in the ask', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const { panel, card } = await on('/products/foulard?variant=42', FOULARD);
    await panel.open();
    await expectText(card, /Foulard, large.*€420/s);
    await panel.ask('Is it in Paris?');
    await expectText(rung(camille), /Foulard, large.*F-L.*€420/s);
    await camille.desk.accept();
    const link = camille.page.locator('.client .product a');
    expect(await link.getAttribute('href')).toBe(`${pages.origin()}/products/foulard?variant=42`);
  });

  it('case 10: a variant chosen in place is the one that is asked about', async () => {
    const { page, panel, card } = await on('/products/foulard?variant=41', FOULARD);
    await panel.open();
    await expectText(card, /Foulard, small.*€180/s);
    await page.evaluate(() => history.replaceState({}, '', '/products/foulard?variant=42'));
    await expectText(card, /Foulard, large.*€420/s);
  });

  it('case 11: three decimals are no thousands', async () => {
    const flacon = { '@type': 'Product', name: 'Flacon &amp; étui', offers: { price: '49.500', priceCurrency: 'KWD' } };
    const { panel, card } = await on('/flacon', block(flacon));
    await panel.open();
    await expectText(card, /Flacon & étui.*KWD\s49\.5$/s);
  });

  it.each([
    ['with an address', AZUR],
    ['without one', AZUR_UNTOLD],
  ])('case 12: a block %s that a router left behind is not the next page’s', async (_, left) => {
    const gone = await on('/azur', left);
    await gone.page.evaluate(() => history.pushState({}, '', '/the-house'));
    await gone.panel.open();
    // Nothing is shown until something is written for this page.
    await gone.card.count().then((count) => expect(count).toBe(0));
    const shown = shownUntil(gone.page, 'Bague Brume');
    await write(gone.page, { ...BRUME, url: '/the-house' });
    expect(await shown).toEqual(['Bague Brume']);

    const { page, panel, card } = await on('/azur', left);
    await page.evaluate(() => history.pushState({}, '', '/brume'));
    await write(page, BRUME);
    await panel.open();
    await expectText(card, /Bague Brume.*€900/s);
  });

  it('case 12: with the sheet open it goes with its page', async () => {
    const { page, panel, card } = await on('/azur', AZUR_UNTOLD);
    await panel.open();
    await expectText(card, 'Montre Azur');
    await page.evaluate(() => history.pushState({}, '', '/the-house'));
    await card.waitFor({ state: 'detached' });
  });

  it('case 14: a product that its page writes late is found, before and behind the open sheet', async () => {
    const late = (ms: number) =>
      [
        ([data, after]: [object, number]) => {
          history.pushState({}, '', '/brume');
          document.querySelector('script[type="application/ld+json"]')?.remove();
          setTimeout(() => {
            const script = document.createElement('script');
            script.type = 'application/ld+json';
            script.textContent = JSON.stringify(data);
            document.head.append(script);
          }, after);
        },
        [{ ...BRUME, url: '/brume' }, ms] as [object, number],
      ] as const;
    const before = await on('/azur', AZUR);
    await before.panel.launcher.hover();
    await before.page.evaluate(...late(1_200));
    await before.page.waitForFunction(() => document.querySelector('script[type="application/ld+json"]'));
    await before.panel.open();
    await expectText(before.card, 'Bague Brume');

    const behind = await on('/azur', AZUR);
    await behind.panel.open();
    await expectText(behind.card, 'Montre Azur');
    await behind.page.evaluate(...late(3_000));
    await behind.card.waitFor({ state: 'detached' });
    await expectText(behind.card, 'Bague Brume');
  });

  it('what she has taken off stays off while her page writes on', async () => {
    const { page, panel, card } = await on('/azur', AZUR);
    await panel.open();
    await panel.button(/Montre Azur/).click();
    await card.waitFor({ state: 'detached' });
    const shown = shownUntil(page, 'Bague Brume');
    await page.evaluate(() => {
      const meta = document.createElement('meta');
      meta.setAttribute('property', 'og:title');
      meta.content = 'Written late';
      document.head.append(meta);
      history.replaceState({}, '', '/azur?variant=2');
    });
    await write(page, { ...AZUR_DATA, description: 'The same, said at more length.' });
    await page.evaluate(() => history.pushState({}, '', '/brume'));
    await write(page, BRUME);
    expect(await shown).toEqual(['Bague Brume']);
  });

  it('case 16: schema.org written as attributes', async () => {
    const { panel, card } = await on('/mug', MUG);
    await panel.open();
    await expectText(card, /Mug Aube.*€14\.28/s);
  });
});
