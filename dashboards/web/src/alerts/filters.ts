/** Which alerts are asked for; it stands in the address, so that a list can be sent to somebody. */
export interface Filters {
  tab: Tab;
  q: string;
  severity: readonly string[];
  /** `site` or `site/area`; empty for every place. */
  place: string;
  rule: string;
  /** `2026-11-21T14:32` by the clock of the campus; empty for any. */
  from: string;
  to: string;
  flags: readonly Flag[];
}

export const TABS = ['active', 'recovered', 'closed', 'all', 'late'] as const;
export type Tab = (typeof TABS)[number];
export const FLAGS = ['unacknowledged', 'mine', 'shelved', 'outOfService', 'late'] as const;
export type Flag = (typeof FLAGS)[number];
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

export const NO_FILTERS: Filters = { tab: 'active', q: '', severity: [], place: '', rule: '', from: '', to: '', flags: [] };

const isIn = <T extends string>(all: readonly T[], word: string): word is T => (all as readonly string[]).includes(word);

/** What an address says; what it says wrongly is left out. */
export function parseFilters(query: URLSearchParams): Filters {
  const text = (name: string) => query.get(name) ?? '';
  const tab = text('tab');
  return {
    tab: isIn(TABS, tab) ? tab : 'active',
    q: text('q').slice(0, 200),
    severity: text('severity').split(',').filter((s) => isIn(SEVERITIES, s)),
    place: text('place'),
    rule: text('rule'),
    from: text('from'),
    to: text('to'),
    flags: FLAGS.filter((flag) => query.get(flag) === 'true'),
  };
}

/** The address of a filtered list; the usual one has none. */
export function filterLink(filters: Filters): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string) => value && query.set(name, value);
  put('tab', filters.tab === 'active' ? '' : filters.tab);
  put('q', filters.q);
  put('severity', filters.severity.join(','));
  put('place', filters.place);
  put('rule', filters.rule);
  put('from', filters.from);
  put('to', filters.to);
  filters.flags.forEach((flag) => query.set(flag, 'true'));
  const text = query.toString();
  return text ? `#/alerts?${text}` : '#/alerts';
}

/** How many filters beside tab and search narrow the list. */
export const narrowed = (f: Filters) => f.flags.length + [f.severity.length, f.place, f.rule, f.from, f.to].filter(Boolean).length;

/** What the service is asked. `time` turns a time of the campus into one of the world. */
export function asked(filters: Filters, time: (text: string) => number | null): URLSearchParams {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null) => value && query.set(name, String(value));
  put('state', filters.tab === 'all' || filters.tab === 'late' ? '' : filters.tab);
  put('order', filters.tab === 'active' ? 'worst' : 'newest');
  put('q', filters.q);
  put('severity', filters.severity.join(','));
  const [site = '', ...area] = filters.place.split('/');
  put('site', site);
  put('area', area.join('/'));
  put('rule', filters.rule);
  put('from', time(filters.from));
  put('to', time(filters.to));
  filters.flags.forEach((flag) => query.set(flag, 'true'));
  return query;
}
