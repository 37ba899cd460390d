import type { Express } from 'express';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  matchers?: ((path: string) => { path: string } | false)[];
}

/** Where the routers are mounted; Express keeps a matcher only, so each is asked. */
const MOUNTS = ['/api/admin', '/api/console', '/api/test', '/api'];

/** Every route of an app under a path, as "METHOD /path", found in the app itself. */
export function routesOf(app: Express, under: string): string[] {
  const stack = (app as unknown as { router: { stack: Layer[] } }).router.stack;
  return stack.flatMap((layer) => {
    const mount = MOUNTS.find((path) => layer.matchers?.some((match) => isExact(match, path)));
    return mount?.startsWith(under) && layer.handle.stack ? routesIn(layer.handle.stack, mount) : [];
  });
}

/** A mount matches its own path wholly; "/" matches everything by nothing. */
const isExact = (match: (path: string) => { path: string } | false, path: string): boolean => {
  const found = match(path);
  return found !== false && found.path === path;
};

function routesIn(stack: readonly Layer[], mount: string): string[] {
  return stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${mount}${route.path}`) : [],
  );
}
