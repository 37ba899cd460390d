import type { Locator, Page } from 'playwright-core';
import type { NewPerson, Person } from './browser.ts';
import { expectText } from './poll.ts';

/** What the browser says of a relay that is down; expected where a test takes it down. */
export const RELAY_GONE = /net::ERR_|WebSocket connection|Failed to load resource/;

/** A shopper's panel on one tab, by the names that she hears and reads. */
export class Panel {
  readonly page: Page;
  readonly launcher: Locator;
  readonly dialog: Locator;
  readonly log: Locator;
  readonly message: Locator;

  constructor(page: Page) {
    this.page = page;
    this.launcher = page.getByRole('button', { name: /^Talk to an associate$| has answered$/ });
    this.dialog = page.getByRole('dialog', { name: 'Talk to an associate' });
    this.log = this.dialog.getByRole('log', { name: 'Conversation' });
    this.message = this.dialog.getByRole('textbox', { name: 'Message' });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name });
  }

  /** Opens it, unless it stands open already: left open, it comes back open on the next page. */
  async open(): Promise<void> {
    await this.launcher.or(this.dialog).first().waitFor();
    // Between the look and the click it may come back by itself: there is no launcher to click then.
    if (!(await this.dialog.isVisible())) {
      await this.launcher.click().catch(async (error) => {
        if (!(await this.dialog.isVisible())) throw error;
      });
    }
    await this.dialog.waitFor();
  }

  async choose(channel: 'Live chat' | 'Call me back'): Promise<void> {
    await this.button(channel).click();
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.button('Send').click();
  }

  /** From a page of the shop to a first message sent. */
  async ask(text: string): Promise<void> {
    await this.open();
    await this.choose('Live chat');
    await this.say(text);
    await expectText(this.log, text);
  }
}

export interface Shopper extends Person {
  panel: Panel;
}

/** A shopper on a product page of the demo shop. */
export async function shopperOn(
  url: string,
  newPerson: NewPerson,
  options: Parameters<NewPerson>[0] = {},
): Promise<Shopper> {
  const person = await newPerson({ name: 'shopper', ...options });
  await person.page.goto(url);
  return { ...person, panel: new Panel(person.page) };
}
