import { describe, expect, it } from 'vitest';
import { applyHouse, roundTheClock } from '../helpers/apply-house.ts';
import { type Associate, associateAt } from '../helpers/associate.ts';
import { expectAccessible } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { zoneInDaytime } from '../helpers/daytime-zone.ts';
import { expectText } from '../helpers/poll.ts';
import { useRelay } from '../helpers/relay-process.ts';
import { PRODUCT } from '../helpers/shop.ts';
import { type Shopper, shopperOn } from '../helpers/shopper.ts';

const MINUTE = 60_000;
/** She sees the promises of every place. */
const OF_THE_HOUSE = 'sofia.alvarez@maison-aurele.example';

describe('the callback', () => {
  const relay = useRelay();
  const newPerson = useBrowser();

  async function atTheForm(): Promise<Shopper> {
    const shopper = await shopperOn(relay().url + PRODUCT, newPerson, { timezoneId: zoneInDaytime() });
    await shopper.panel.open();
    await shopper.panel.choose('Call me back');
    return shopper;
  }

  async function fill({ panel }: Shopper, name: string, phone: string): Promise<void> {
    await panel.dialog.getByRole('textbox', { name: 'Your name' }).fill(name);
    await panel.dialog.getByRole('textbox', { name: 'Phone' }).fill(phone);
  }

  async function askForCall(): Promise<Shopper> {
    const shopper = await atTheForm();
    await fill(shopper, 'Ada', '+33 6 12 34 56 78');
    await shopper.panel.button('Ask for the call').click();
    await expectText(status(shopper), /calls you/);
    return shopper;
  }

  const status = ({ panel }: Shopper) => panel.dialog.getByRole('status').filter({ hasText: /\S/ }).first();

  async function takeCall(camille: Associate): Promise<void> {
    // Where time was moved her lease ran out with it: she is there again at its next renewal, ten seconds away at most.
    await camille.desk.incoming.waitFor({ timeout: 30_000 });
    await camille.desk.accept();
    const call = camille.page.getByRole('link').and(camille.page.locator('[href="tel:+33612345678"]'));
    await call.first().waitFor();
  }

  /** Her session ends where this page cannot hear of it. */
  const endElsewhere = ({ page }: Shopper) =>
    page.evaluate(async (api) => {
      const { token } = JSON.parse(localStorage.getItem('salon:1:maison-aurele') ?? '{}');
      const headers = { authorization: `Bearer ${token}`, 'salon-protocol': '1' };
      const answer = await fetch(`${api}/sessions`, { method: 'DELETE', headers });
      if (!answer.ok) throw new Error(`not ended: ${answer.status}`);
    }, `${relay().url}/api`);

  it('a session that is over elsewhere takes no ask away: she asks as somebody new, and what is lost is said', async () => {
    const shopper = await askForCall();
    shopper.expects(/401 .*\/api\/requests/);
    const sentences = shopper.panel.dialog.getByRole('alert');
    await endElsewhere(shopper);
    await shopper.panel.button('I no longer need the call').click();
    await expectText(status(shopper), /Your call can no longer be changed from this browser/);
    await expectAccessible(shopper.page, 'callback lost');

    await fill(shopper, 'Ada', '+33 6 12 34 99 78');
    await shopper.panel.button('Ask for the call').click();
    await expectText(status(shopper), /calls you/);
    await shopper.panel.button('I no longer need the call').click();
    await expectText(status(shopper), /Nobody will ring/);
    await endElsewhere(shopper);
    await shopper.panel.button('Ask for the call').click();
    await expectText(status(shopper), /calls you/);
    expect(await sentences.count()).toBe(0);
  });

  it('Y17: a number that cannot be called is refused beside its field, and the focus goes there', async () => {
    const shopper = await atTheForm();
    shopper.expects(/422 .*\/api\/requests/);
    await expectAccessible(shopper.page, 'callback form');
    await fill(shopper, 'Ada', '12');
    await shopper.panel.button('Ask for the call').click();
    const phone = shopper.panel.dialog.getByRole('textbox', { name: 'Phone' });
    await expect.poll(() => phone.getAttribute('aria-invalid'), { timeout: 10_000 }).toBe('true');
    expect(
      await phone.evaluate(
        (field: HTMLInputElement) =>
          field.getRootNode() instanceof ShadowRoot && (field.getRootNode() as ShadowRoot).activeElement === field,
      ),
    ).toBe(true);
    const described = await phone.evaluate((field) =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => (field.getRootNode() as ShadowRoot).getElementById(id)?.textContent)
        .join(' '),
    );
    expect(described).toContain('number');
    expect(await phone.inputValue()).toBe('12');
    await expectAccessible(shopper.page, 'callback refused');
  });

  it('is asked for, taken, called and reached, without a WebSocket', async () => {
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await atTheForm();
    const sockets: string[] = [];
    shopper.page.on('websocket', (socket) => sockets.push(socket.url()));
    await fill(shopper, 'Ada', '+33 6 12 34 56 78');
    const when = shopper.panel.dialog.getByRole('group', { name: 'When' }).getByRole('radio');
    expect(
      (await when.first().getAttribute('aria-label')) ??
        (await when.first().evaluate((radio: HTMLInputElement) => radio.labels?.[0]?.textContent)),
    ).toContain('As soon as possible');
    await shopper.panel.button('Ask for the call').click();
    await expectText(status(shopper), /as soon as possible/);
    await expectAccessible(shopper.page, 'callback promised');
    expect(sockets).toEqual([]);

    await takeCall(camille);
    await expectAccessible(camille.page, 'a call to make');
    await camille.desk.button('Reached').click();
    await camille.desk.button('Reached').waitFor({ state: 'hidden' });
    await camille.desk.goTo('Promises');
    await expectAccessible(camille.page, 'promises');
  });

  it('not answered, is tried again by policy until she is reached', async () => {
    await applyHouse(relay(), roundTheClock);
    const camille = await associateAt(relay().url, newPerson);
    const shopper = await askForCall();
    await takeCall(camille);
    await camille.desk.button('No answer').click();
    // Until then it stays among what she owes, with its time.
    const next = camille.page.getByRole('link', { name: /\d\d:\d\d.*Next try/ });
    for (const screen of ['Promises', 'Home']) {
      await camille.page.getByRole('navigation').getByRole('link', { name: screen }).click();
      await next.waitFor();
    }
    await shopper.panel.button('Write instead').click();
    await expectText(shopper.panel.log, /rang and did not reach you/);
    // A quarter of an hour later by policy, rounded up to the next one, offered five minutes before.
    await relay().forward(25 * MINUTE);
    await takeCall(camille);
    await camille.desk.button('Reached').click();
    await expectText(shopper.panel.dialog, /spoke on the telephone/);
  });

  it('is moved to another time, and withdrawn, from the same browser', async () => {
    const shopper = await askForCall();
    const sofia = await associateAt(relay().url, newPerson, { email: OF_THE_HOUSE, available: false });
    await shopper.panel.button('Another time').click();
    await shopper.panel.dialog.getByRole('radiogroup').getByRole('radio').first().check();
    await shopper.panel.button('Move the call').click();
    await expectText(status(shopper), /between \d/);
    await sofia.desk.goTo('Promises');
    await expectText(sofia.page.locator('main'), 'Ada');

    await shopper.page.reload();
    await shopper.panel.open();
    await shopper.panel.choose('Call me back');
    await shopper.panel.button('I no longer need the call').click();
    await expectText(shopper.panel.dialog, /withdrawn/);
    await expectText(sofia.page.locator('main'), /withdrawn|Nothing/i);
  });
});
