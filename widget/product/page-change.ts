const SETTLE_MS = 200;

/** Calls when the page's address has changed without a load, once what frameworks write after it has settled. */
export function onPageChange(changed: () => void): void {
  let address = location.href;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (location.href === address) return;
    address = location.href;
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  const navigation = Reflect.get(window, 'navigation') as EventTarget | undefined;
  if (navigation) navigation.addEventListener('navigatesuccess', look);
  else
    import('./watched-history.ts').then(
      ({ watchHistory }) => watchHistory(look),
      () => {},
    );
}
