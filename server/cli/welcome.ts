import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { invitationLink, inviteFirstManager } from '../actions/invite.ts';
import type { Passwords } from '../actions/passwords.ts';
import type { Ports } from '../actions/ports.ts';
import { readHouse } from '../actions/read-house.ts';
import { applyDemoHouse, DEMO_PASSWORD, type DemoSignIn, isStoreEmpty } from '../actions/seed-demo.ts';
import { readHouseFile } from './house-file.ts';

export interface WelcomeInput {
  ports: Ports;
  passwords: Passwords;
  settings: { publicUrl: string; production: boolean; demo: boolean };
  log: Logger;
}

const DEMO_HOUSE = fileURLToPath(new URL('../../demo-site/house/maison-aurele.json', import.meta.url));

/** Says where everything is, and on an empty store what comes first: the demo house, or the first manager's link. */
export async function welcome(input: WelcomeInput): Promise<void> {
  const { settings } = input;
  const empty = await isStoreEmpty(input.ports);
  const people = empty && settings.demo && existsSync(DEMO_HOUSE) ? await applyDemo(input) : [];
  const lines = ['', `  Salon is open at ${settings.publicUrl}`, ''];
  if (!settings.production) {
    lines.push(row('the shop', `${settings.publicUrl}/demo/`), row('the console', `${settings.publicUrl}/console/`));
  }
  if (people.length > 0) lines.push('', `  The demo house was applied. Everybody's password is ${DEMO_PASSWORD}`, '');
  for (const person of people) lines.push(signIn(person));
  if (empty && people.length === 0) lines.push(...(await firstSteps(input)));
  console.log([...lines, ''].join('\n'));
}

const row = (what: string, where: string): string => `  ${what.padEnd(14)}${where}`;

const signIn = (person: DemoSignIn): string =>
  `  ${person.email.padEnd(38)} ${person.name}, ${person.title}, ${person.place}` +
  ` (${person.languages.join(', ')}${person.role === 'manager' ? '; manager' : ''})`;

async function applyDemo({ ports, passwords }: WelcomeInput): Promise<DemoSignIn[]> {
  const file = await readHouseFile(DEMO_HOUSE);
  const read = readHouse(file.house);
  if (!read.ok) throw new Error(`The demo house is wrong: ${read.problems.join('; ')}`);
  return applyDemoHouse(ports, passwords, { house: read.house, portraits: file.portraits });
}

async function firstSteps({ ports, settings }: WelcomeInput): Promise<string[]> {
  const links: string[] = [];
  for (const brand of await ports.store.read.all('brands', {})) {
    const invited = await inviteFirstManager(ports, brand.id);
    if (invited.ok) links.push(row(`${brand.name}:`, invitationLink(settings.publicUrl, invited.secret)));
  }
  if (links.length > 0) return ['  The first manager sets her password here, once:', ...links];
  return [
    '  There is no house yet. Apply one, then let its first manager in:',
    '  npm run salon -- house apply FILE',
    '  npm run salon -- first-manager',
  ];
}
