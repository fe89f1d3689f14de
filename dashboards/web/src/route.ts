import { signal } from '@preact/signals';

/** Where somebody is: the name of a page, and what the rest of the address names, such as an alert's id. */
export interface Route {
  page: PageName;
  /** Decoded; empty when the address names no one thing. */
  id: string;
  /** What stands behind a `?` in the hash. */
  query: URLSearchParams;
}

export type PageName = 'overview' | 'alerts' | 'alert' | 'point' | 'compare' | 'duty' | 'rules' | 'gateways' | 'settings' | 'records' | 'reports' | 'supplies' | 'disinfection';

const LISTS: Record<string, PageName> = {
  alerts: 'alerts',
  compare: 'compare',
  duty: 'duty',
  rules: 'rules',
  gateways: 'gateways',
  settings: 'settings',
  records: 'records',
  reports: 'reports',
  disinfection: 'disinfection',
  supplies: 'supplies',
};
/** Pages of one thing that are others than their list; `#/rules/x` is the page of rules, at x. */
const ONES: Record<string, PageName> = { alerts: 'alert', points: 'point' };

/** Links in messages point at `#/alerts/{id}`; what nobody knows is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const query = new URLSearchParams(search);
  const [first = '', ...rest] = path.split('/');
  const id = decoded(rest.join('/'));
  const page = (id && Object.hasOwn(ONES, first) && ONES[first]) || (Object.hasOwn(LISTS, first) && LISTS[first]);
  return page ? { page, id, query } : { page: 'overview', id: '', query };
}

/** An address that somebody cut short may hold half an escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const alertLink = (id: string) => `#/alerts/${encodeURIComponent(id)}`;
export const pointLink = (id: string) => `#/points/${encodeURIComponent(id)}`;

export const slotLink = (id: string) => `#/disinfection/${encodeURIComponent(id)}`;

/** What an alert without a point is about: the slot that is not done, or the item that is low. */
export const causeLink = (alert: { kind: string; point: string }) =>
  alert.kind === 'stock' ? `#/supplies/${encodeURIComponent(alert.point)}` : slotLink(alert.point);

export const route = signal<Route>(parseRoute(''));

export function followAddress(): void {
  const follow = () => {
    route.value = parseRoute(location.hash);
    window.scrollTo(0, 0);
  };
  window.addEventListener('hashchange', follow);
  follow();
}
