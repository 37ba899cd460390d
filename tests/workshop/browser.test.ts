import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessBreaches } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';

const STRICT =
  "default-src 'none'; script-src 'nonce-a' 'strict-dynamic'; style-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const page = (body: string) => `<!doctype html><html lang="en"><title>A page</title><main><h1>Page</h1>${body}</main>`;
const inShadow = (html: string) => page(`<div id="host"><template shadowrootmode="open">${html}</template></div>`);

const server = createServer((request, response) => {
  const html = decodeURIComponent(new URL(request.url ?? '/', 'http://page').searchParams.get('html') ?? '');
  response.setHeader('content-security-policy', STRICT).setHeader('content-type', 'text/html').end(html);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());
const address = (html: string) =>
  `http://localhost:${(server.address() as AddressInfo).port}/?html=${encodeURIComponent(html)}`;

describe('a person in a journey', () => {
  const newPerson = useBrowser();

  it('complains of a violated policy, an uncaught exception and an error in the console', async () => {
    const person = await newPerson();
    person.expects(/./);
    await person.page.goto(
      address(
        page('<p style="color: red">styled</p><script nonce="a">console.error("oh"); throw new Error("no")</script>'),
      ),
    );
    await vi.waitFor(() => expect(person.complaints).toHaveLength(3));
    expect(person.complaints.join('\n')).toMatch(/Content Security Policy/);
    expect(person.complaints.join('\n')).toMatch(/uncaught: Error: no/);
    expect(person.complaints.join('\n')).toMatch(/^oh/m);
  });

  it('is silent on a quiet page', async () => {
    const person = await newPerson();
    await person.page.goto(address(page('<p>quiet</p>')));
    expect(person.complaints).toEqual([]);
  });

  it('shares no storage with another', async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    for (const { page: tab } of [one, other]) await tab.goto(address(page('')));
    await one.page.evaluate(() => localStorage.setItem('mine', 'yes'));
    expect(await other.page.evaluate(() => localStorage.getItem('mine'))).toBeNull();
  });
});

describe('axe in a journey', () => {
  const newPerson = useBrowser();

  it('runs under a strict policy with Trusted Types and sees into shadow roots', async () => {
    const { page: tab } = await newPerson();
    await tab.goto(address(inShadow('<button></button>')));
    expect(await accessBreaches(tab)).toEqual([expect.stringContaining('button-name')]);
  });

  it('is content with a page that is right', async () => {
    const { page: tab } = await newPerson();
    await tab.goto(address(inShadow('<button>Send</button>')));
    expect(await accessBreaches(tab)).toEqual([]);
  });
});
