/** Calls at every change of the page's address that is no load, at once: what stands there was written for the one before. */
export function onPageChange(changed: (before: string) => void): void {
  let address = location.href;
  const look = () => {
    if (location.href === address) return;
    const before = address;
    address = location.href;
    changed(before);
  };
  const navigation = Reflect.get(window, 'navigation') as EventTarget | undefined;
  if (navigation) navigation.addEventListener('currententrychange', look);
  else
    import('./watched-history.ts').then(
      ({ watchHistory }) => watchHistory(look),
      () => {},
    );
}
