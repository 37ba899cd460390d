import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { type ConsoleEvents, consoleCommands, consoleHelloSchema } from '../../protocol/console.ts';
import type { TalkEvents } from '../../protocol/conversation.ts';
import {
  invitationSchema,
  moveSchema,
  presenceQuerySchema,
  sessionSchema,
  signInSchema,
  slotsQuerySchema,
} from '../../protocol/http.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { REFUSALS } from '../../protocol/refusals.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import {
  type ShopperEvents,
  shopperCommands,
  shopperHelloSchema,
  withdrawRequestSchema,
} from '../../protocol/shopper.ts';
import { startWire, type Wire } from '../helpers/wire.ts';
import { samplesOf } from './samples.ts';

/*
 * protocol/README.md is held to the code. Each of its examples says in its fence what it is: `json ask shopper ping`,
 * `json told console offer`, `json body POST /api/sessions`.
 */
const README = readFileSync(new URL('../../protocol/README.md', import.meta.url), 'utf8');

interface Example {
  what: string;
  text: string;
}
const examples: Example[] = [...README.matchAll(/^```(?:json|http) (.+)\n([\s\S]*?)^```$/gm)].map(
  ([, what = '', text = '']) => ({ what, text }),
);
const headings = [...README.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = '']) => heading);
const section = (from: string, to: string) => README.slice(README.indexOf(`\n${from}\n`), README.indexOf(`\n${to}\n`));

/** An event that is not here does not compile. */
const SHOPPER_EVENTS: Record<keyof ShopperEvents, true> = {
  ...{ snapshot: true, request: true, entries: true, cursors: true, typing: true, refused: true },
  ...{ signed_out: true, closing: true },
};
const DESK_EVENTS: Record<Exclude<keyof ConsoleEvents, keyof TalkEvents | 'signed_out'>, true> = {
  ...{ snapshot: true, offer: true, request: true, availability: true, promise: true, card: true },
};
const QUERIES: Record<string, z.ZodType> = {
  'GET /api/presence': presenceQuerySchema,
  'GET /api/slots': slotsQuerySchema,
};
const BODIES: Record<string, z.ZodType> = {
  'POST /api/sessions': sessionSchema,
  'POST /api/requests': openRequestSchema,
  'POST /api/requests/:id/move': moveSchema,
  'POST /api/requests/:id/withdraw': withdrawRequestSchema.omit({ request: true }),
  'POST /api/console/sign-in': signInSchema,
  'POST /api/console/sign-out': withdrawRequestSchema.omit({ request: true }),
  'POST /api/console/invitations': invitationSchema,
};
const BARE = ['DELETE /api/sessions', 'GET /api/requests', 'GET /api/console/me'];

/** Which schema reads an example; undefined for what the relay says. */
function schemaOf(what: string): z.ZodType | undefined {
  const [kind = '', side = '', name = ''] = what.split(' ');
  if (kind === 'hello') return side === 'shopper' ? shopperHelloSchema : consoleHelloSchema;
  if (kind === 'body') return BODIES[`${side} ${name}`];
  if (kind !== 'ask') return undefined;
  const commands: Record<string, z.ZodType> = side === 'shopper' ? shopperCommands : consoleCommands;
  return commands[name];
}

/** Where two values have not the same keys; null stands for anything, and a list is as its first. */
function differences(documented: unknown, real: unknown, at = ''): string[] {
  if (documented === null || real === null) return [];
  if (Array.isArray(documented) && Array.isArray(real)) {
    return documented.length > 0 && real.length > 0 ? differences(documented[0], real[0], `${at}[]`) : [];
  }
  if (typeof documented !== typeof real || Array.isArray(documented) !== Array.isArray(real)) return [`${at}: kind`];
  if (typeof documented !== 'object') return [];
  const [a, b] = [documented as Record<string, unknown>, real as Record<string, unknown>];
  // The kind of an entry decides its body.
  const open = at.endsWith('body') || at.endsWith('product') || at.endsWith('.by');
  const keys = open ? [] : [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) =>
    key in a && key in b ? differences(a[key], b[key], `${at}.${key}`) : [`${at}.${key}: only on one side`],
  );
}

let wire: Wire;
let samples: Map<string, unknown>;
beforeAll(async () => {
  wire = await startWire();
  samples = await samplesOf(wire);
});
afterAll(() => wire.end());

describe('the page about the wire', () => {
  const shopper = section('## Namespace /shopper', '## Namespace /console');
  const desk = section('## Namespace /console', '## HTTP');

  test.each(Object.keys(shopperCommands))('has the shopper’s command %s, with an example', (command) => {
    expect(shopper).toContain(`\n#### \`${command}\`\n`);
    expect(examples.map((one) => one.what)).toContain(`ask shopper ${command}`);
  });

  test.each(Object.keys(consoleCommands))('has the console’s command %s', (command) => {
    if (command in shopperCommands) expect(desk).toContain(`\`${command}\``);
    else {
      expect(desk).toContain(`\n#### \`${command}\`\n`);
      expect(examples.map((one) => one.what)).toContain(`ask console ${command}`);
    }
  });

  test('has no command that there is not', () => {
    const asked = examples.filter((one) => one.what.startsWith('ask '));
    expect(asked.filter((one) => !schemaOf(one.what)).map((one) => one.what)).toEqual([]);
  });

  test('has every event with its example, and those told alike to both by name', () => {
    const shown = examples.map((one) => one.what);
    for (const event of Object.keys(SHOPPER_EVENTS)) expect(shown).toContain(`told shopper ${event}`);
    for (const event of Object.keys(DESK_EVENTS)) expect(shown).toContain(`told console ${event}`);
    const alike = Object.keys(SHOPPER_EVENTS).filter((event) => !(event in DESK_EVENTS));
    for (const event of alike) expect(desk).toContain(`\`${event}\``);
  });

  test.each([...Object.keys(QUERIES), ...Object.keys(BODIES), ...BARE])('has the route %s', (route) => {
    expect(headings).toContain(`\`${route}\``);
  });

  test('has every refusal once, and no other', () => {
    const rows = [...section('### Refusals', '### Limits').matchAll(/^\| `(\w+)` \| \d{3} \|/gm)].map(
      ([, code]) => code,
    );
    expect(rows).toEqual(Object.keys(REFUSALS));
  });

  test('says the protocol number and the limits as they are', () => {
    expect(README).toContain(`It is \`${PROTOCOL}\`.`);
    const limits = section('### Limits', '## The log');
    expect(limits).toContain(`${LIMITS.eventBytes / 1024} KB, else`);
    expect(limits).toContain(`| ${LIMITS.transportBytes / 1024} KB;`);
    expect(limits).toContain(`1 to ${LIMITS.messageChars.toLocaleString('en')} characters`);
    expect(limits).toContain(`| ${LIMITS.nameChars}; ${LIMITS.phoneChars} characters`);
    const page = `${LIMITS.pageEntries} entries or ${LIMITS.pageBytes / 1024} KB; the first view ${LIMITS.firstViewEntries}`;
    expect(limits).toContain(page);
  });
});

describe('its examples', () => {
  test.each(examples.filter((one) => !one.what.startsWith('query ')))(
    '$what is JSON, and as it is',
    ({ what, text }) => {
      const example: unknown = JSON.parse(text);
      const schema = schemaOf(what);
      if (schema) expect(schema.safeParse(example)).toMatchObject({ success: true });
      else if (what === 'refusal') {
        expect(example).toMatchObject({ ok: false, error: { code: 'slow_down', message: REFUSALS.slow_down } });
      } else if (what !== 'told shopper signed_out') {
        expect(samples.has(what)).toBe(true);
        expect(differences(example, JSON.parse(JSON.stringify(samples.get(what))))).toEqual([]);
      }
    },
  );

  test.each(examples.filter((one) => one.what.startsWith('query ')))(
    '$what is a query that is read',
    ({ what, text }) => {
      const url = new URL(text.trim(), 'https://relay.example');
      const schema = QUERIES[what.slice('query '.length)];
      expect(what).toBe(`query GET ${url.pathname}`);
      expect(schema?.safeParse(Object.fromEntries(url.searchParams))).toMatchObject({ success: true });
    },
  );

  test('each kind of entry that it names is written by somebody: the house by an action, people by a draft', () => {
    const rows = [...README.matchAll(/^\| `(\w+)` \| .* \| (house|shopper, associate) \|$/gm)];
    const actions = readdirSync('server/actions', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`server/actions/${file}`, 'utf8'));
    const drafts = readFileSync('protocol/entries.ts', 'utf8');
    const writes = (kind: string, who: string) =>
      who === 'house'
        ? actions.some((text) => text.includes(`kind: '${kind}'`))
        : drafts.includes(`literal('${kind}')`);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(([, kind = '', who = '']) => !writes(kind, who)).map(([, kind]) => kind)).toEqual([]);
  });
});
