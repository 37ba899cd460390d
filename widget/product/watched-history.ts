/** For browsers without the Navigation API: hears of every change of address, and changes nothing else about it. */
export function watchHistory(look: () => void): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      look();
    };
  }
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
}
