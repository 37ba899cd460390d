import { html } from '../site/html.ts';

const PEOPLE = [
  ['camille-laurent', 'Camille', 'Paris'],
  ['daniel-okafor', 'Daniel', 'New York'],
  ['giulia-ferrante', 'Giulia', 'Milan'],
  ['haruto-mizuno', 'Haruto', 'Tokyo'],
  ['naomi-carter', 'Naomi', 'New York'],
  ['helene-vasseur', 'Hélène', 'Paris'],
] as const;

export const FACES = PEOPLE.map(([name]) => `${name}.webp`);

const SIGN_INS = ['associate@maison-aurele.example', 'manager@maison-aurele.example'];

/** The front door of a running Salon: where the shop is, where the console is, and how to get in. */
export const frontPage = (asset: (name: string) => string) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Salon · Talk to an associate</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="Salon puts a named person of the house one tap away from any page of its shop.">
<meta name="theme-color" content="#f8f3ea">
<link rel="icon" href=\"${asset('emblem.svg')}\" type="image/svg+xml">
<link rel="preload" href=\"${asset('cormorant.woff2')}\" as="font" type="font/woff2" crossorigin>
<link rel="preload" href=\"${asset('inter.woff2')}\" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href=\"${asset('front.css')}\">
</head>
<body>
<main>
  <header><p class="mark">Salon</p></header>
  <h1>A named person, one tap away</h1>
  <p class="lead">A shopper asks from any page of a house’s shop. An associate answers from the shop floor, by message or by telephone. No bots, ever.</p>
  <ul class="people">${PEOPLE.map(([name, first, city]) => html`<li><img src="${asset(`${name}.webp`)}" width="256" height="256" alt=""><strong>${first}</strong><span>${city}</span></li>`)}</ul>
  <ul class="doors">
    <li><a href="/demo/"><span class="label">For the shopper</span><strong>Maison Aurèle</strong><span>A demonstration shop. Open an object and ask for a person.</span></a></li>
    <li><a href="/console/"><span class="label">For the associate</span><strong>The console</strong><span>Sign in, switch yourself available, and be asked.</span></a></li>
  </ul>
  <section aria-labelledby="house">
    <h2 id="house" class="label">The demo house</h2>
    <p>While the demo house is in place these sign in to the console, all with the password <kbd>salon-demo</kbd>.</p>
    <ul class="sign-ins">${SIGN_INS.map((address) => html`<li><kbd>${address}</kbd></li>`)}</ul>
  </section>
</main>
<footer><p class="state">The state of this relay: <a href="/healthz">health</a>, <a href="/metrics">metrics</a></p></footer>
</body>
</html>
`;
