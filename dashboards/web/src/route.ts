import { signal } from '@preact/signals';

export type Route = { page: 'overview' } | { page: 'alert'; id: string };

/** Links in messages point at `#/alerts/{id}`; everything else is the overview. */
export function parseRoute(hash: string): Route {
  const id = /^#\/alerts\/([\w-]+)$/.exec(hash)?.[1];
  return id ? { page: 'alert', id } : { page: 'overview' };
}

export const alertLink = (id: string) => `#/alerts/${id}`;

export const route = signal<Route>({ page: 'overview' });

export function followAddress(): void {
  const follow = () => {
    route.value = parseRoute(location.hash);
    window.scrollTo(0, 0);
  };
  window.addEventListener('hashchange', follow);
  follow();
}
