/*
 * What the views of the sheet share, in one chunk that follows the first frame: the page around it, her session,
 * and the way to end it. Chat and callback import this file whole, so that the bundler keeps it one.
 */
export { hearPage } from './hear-page.ts';
export { keepFresh } from './models/keep-fresh.ts';
export { forget } from './models/own-session.ts';
export { refusalSaid, refusalShown } from './models/refusals.ts';
export { lookAround } from './surroundings.ts';
export { Forget } from './views/Forget.tsx';
