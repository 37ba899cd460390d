import { html } from '../html.ts';
import { boutiques, type Page } from '../layout.ts';
import { sceneImage } from '../picture.ts';

const maison: Page = {
  path: 'maison/',
  title: 'The Maison · Maison Aurèle',
  description:
    'How a house of eleven workrooms draws, sews, blows and winds its objects, and why it makes so few of them.',
  current: 'maison',
  body: html`<header class="room-head"><p class="label">Since 1911</p><h1>The Maison</h1><p>Aurèle Fontanel opened a shop for painted silk at 24, rue Saint-Honoré and lived above it. The rooms have been joined since; the staircase is the same.</p></header>
<section class="split">${sceneImage('atelier', 'A carré half painted on the table of the atelier, with pots of colour and two brushes', '(min-width: 900px) 58vw, 100vw')}<div><h2 class="title">A sheet of paper first</h2><p>Every object is a gouache before it is anything else. The sheet is pinned to the wall of the workroom and stays there until the last one has been made, so that a hand can check itself against a hand.</p><p>Eleven workrooms, ninety-four people. Nobody makes more than one thing at a time.</p></div></section>
<section class="split split-turned">${sceneImage('rue-saint-honore', 'The boutique in the rue Saint-Honoré with its green woodwork and arched windows', '(min-width: 900px) 58vw, 100vw')}<div><h2 class="title">Four doors</h2><p>Paris, Milan, Tokyo, New York. Each keeps its own lists, its own habits and its own coffee. Ask in any of them for a person you met in another: they talk to each other every morning.</p><p><a class="quiet" href="/demo/care/">Hours and addresses</a></p></div></section>
<section class="quote"><blockquote><p>We would rather be late than make it twice.</p></blockquote><p>Above the cutting table, in pencil</p></section>`,
};

const care: Page = {
  path: 'care/',
  title: 'Care and contact · Maison Aurèle',
  description:
    'Repairs, viewings and the boutiques of Maison Aurèle in Paris, Milan, Tokyo and New York, with their hours.',
  current: 'care',
  body: html`<header class="room-head"><p class="label">At your side</p><h1>Care and contact</h1><p>Whatever the house has made, the house repairs. Whatever you wonder, a person answers.</p><p class="ways"><a class="quiet" href="#doors" data-salon-open>Talk to an associate</a></p></header>
<div class="columns">
<section id="repairs"><h2 class="title">Repairs</h2><p>Bring it, or have it fetched. We look at it together, say what can be done and what it costs, and begin only when you have said yes. Stitching, polishing and tightening are without charge for the life of the object.</p></section>
<section id="viewing"><h2 class="title">Viewings</h2><p>Heure Bleue and unique pieces are shown by appointment, in a boutique or at your home in the four cities. Tell an associate which day suits you; she will have it there, and tea.</p></section>
<section id="made-to-measure"><h2 class="title">Made to measure</h2><p>A ring in a half size, a strap for a slender wrist, a carré in the colours of a garden: allow six to ten weeks and one conversation.</p></section>
</div>
<section class="band" aria-labelledby="doors"><h2 id="doors" class="title">Where we are</h2>${boutiques}</section>`,
};

const privacy: Page = {
  path: 'privacy/',
  title: 'Privacy · Maison Aurèle',
  description:
    'What Maison Aurèle keeps when you write to an associate or ask for a call, who reads it, and for how long.',
  body: html`<header class="room-head"><p class="label">November 2026</p><h1>Privacy</h1><p>Short, because we keep little.</p></header>
<div class="prose">
<h2>When you only look</h2><p>Nothing is kept. These pages set no cookie and write nothing into your browser until you put something into your bag or ask for a person.</p>
<h2>When you write to us</h2><p>Your words, the name you give and the object on the page are read by the associates of Maison Aurèle who serve you. They stay so that you need not repeat yourself.</p>
<h2>When you ask for a call</h2><p>Your number is used to call you at the time you chose, and for nothing else. It is shown only to the person who calls.</p>
<h2>When you would rather we forgot</h2><p>Tell any associate, or write to privacy@maison-aurele.example. What you said is then removed, and its place left empty.</p>
</div>`,
};

const bag: Page = {
  path: 'bag/',
  title: 'Your bag · Maison Aurèle',
  description: 'What you have chosen at Maison Aurèle.',
  rootClass: 'bag-page',
  script: 'bag-page.js',
  body: html`<header class="room-head"><h1>Your bag</h1></header>
<div class="bag" data-bag><p class="bag-empty">There is nothing in it yet.</p><p class="ways"><a class="button" href="/demo/lookbook/">Open the lookbook</a></p></div>`,
};

const thanks: Page = {
  path: 'thank-you/',
  title: 'Thank you · Maison Aurèle',
  description: 'Your order is with the house.',
  rootClass: 'thanks-page',
  body: html`<header class="room-head" data-thanks><p class="label">It is with us</p><h1>Thank you</h1><p>Your order has reached the rue Saint-Honoré. It is being looked over, wrapped in paper and then in cloth, and you will read from a person when it leaves.</p></header>
<section class="split">${sceneImage('rue-saint-honore', 'The boutique in the rue Saint-Honoré with its green woodwork and arched windows', '(min-width: 900px) 58vw, 100vw')}<div><h2 class="title">What happens now</h2><ol class="steps"><li>Today an associate checks each piece by hand.</li><li>Within three days a courier rings at your door.</li><li>For thirty days you may change your mind.</li></ol><p><a class="quiet" href="/demo/">Back to the house</a></p></div></section>`,
};

const lost: Page = {
  path: '404/',
  title: 'Not here · Maison Aurèle',
  description: 'This page is not in the house.',
  body: html`<header class="room-head"><p class="label">No such door</p><h1>Not here</h1><p>This page has moved or never was. The rooms are where they have always been.</p><p class="ways"><a class="button" href="/demo/">Back to the house</a></p></header>`,
};

export const housePages: Page[] = [maison, care, privacy, bag, thanks, lost];
