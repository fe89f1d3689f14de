import { signal } from '@preact/signals';

/** Which buildings and areas are open, by site and path; kept while somebody reads an alert and comes back. */
export const open = signal<ReadonlySet<string>>(new Set());

export function toggle(key: string): void {
  const next = new Set(open.peek());
  if (!next.delete(key)) {
    next.add(key);
  }
  open.value = next;
}

/** Of a building its id, of an area its path. */
export const keyOf = (site: string, path: string) => `${site}/${path}`;

/** A path may hold what an id of HTML is not good for. */
export const panelOf = (key: string) => `panel-${key.replaceAll('/', '-')}`;
