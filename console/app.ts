/*
 * The console's first lines. An invitation's secret stands in the fragment; it is taken out of the address
 * before any other code is even fetched, so that no script, history entry or copied link can carry it.
 */
const secret = /^#invite=([\w-]{20,200})$/.exec(location.hash)?.[1] ?? null;
if (location.hash.startsWith('#invite=')) history.replaceState(null, '', location.pathname);

const { start } = await import('./start.tsx');
start(secret);
