import type { Locator, Page } from 'playwright-core';
import type { NewPerson, Person } from './browser.ts';

export const CAMILLE = 'associate@maison-aurele.example';
/** Whoever is not signed in yet is told so by a 401, which the browser writes into its console. */
export const NOT_YET_SIGNED_IN = /401 .*\/api\/console\/me/;
const PASSWORD = 'salon-demo';

/** An associate's console on one device, by the names that she hears and reads. */
export class Desk {
  readonly page: Page;
  readonly available: Locator;
  readonly incoming: Locator;
  readonly log: Locator;
  readonly message: Locator;

  constructor(page: Page) {
    this.page = page;
    this.available = page.getByRole('switch', { name: 'Available' });
    this.incoming = page.getByRole('alertdialog', { name: 'Incoming request' });
    this.log = page.getByRole('log', { name: 'Conversation' });
    this.message = page.getByRole('textbox', { name: 'Message' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async signIn(email: string = CAMILLE): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await this.button('Sign in').click();
    await this.available.waitFor();
  }

  async beAvailable(): Promise<void> {
    await this.available.click();
    await this.page.getByRole('switch', { name: 'Available', checked: true }).waitFor();
  }

  async accept(): Promise<void> {
    await this.incoming.getByRole('button', { name: 'Accept' }).click();
    await this.incoming.waitFor({ state: 'hidden' });
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.button('Send').click();
  }

  async goTo(place: 'Conversations' | 'Promises'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: place }).click();
  }
}

export interface Associate extends Person {
  desk: Desk;
}

/** An associate signed in at the console, and available unless said otherwise. */
export async function associateAt(
  relay: string,
  newPerson: NewPerson,
  {
    email = CAMILLE,
    available = true,
    ...options
  }: Parameters<NewPerson>[0] & { email?: string; available?: boolean } = {},
): Promise<Associate> {
  const person = await newPerson({ name: email, ...options });
  person.expects(NOT_YET_SIGNED_IN);
  await person.page.goto(`${relay}/console/`);
  const desk = new Desk(person.page);
  await desk.signIn(email);
  if (available) await desk.beAvailable();
  return { ...person, desk };
}
