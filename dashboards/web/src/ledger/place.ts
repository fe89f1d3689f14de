/** Which ledger is shown: of what, when, and which version; an empty one is as it would be issued now. */
export interface Place {
  span: string;
  /** A point's id, or an area with its site: `main/canteen-1/cold-store`. */
  subject: string;
  version: string;
}

const SPAN = /^\d{4}-\d{2}(-\d{2})?$/;

/** What follows `#/records/ledger/` in the address: `2026-11-20/main/canteen-1/cold-store`. */
export function parsePlace(rest: string, query: URLSearchParams, otherwise: { span: string; subject: string }): Place {
  const slash = rest.indexOf('/');
  const span = slash < 0 ? rest : rest.slice(0, slash);
  return {
    span: SPAN.test(span) ? span : otherwise.span,
    subject: (slash < 0 ? '' : rest.slice(slash + 1)) || otherwise.subject,
    version: query.get('version') ?? '',
  };
}

export function placeLink({ span, subject, version }: Place): string {
  const path = subject.split('/').map(encodeURIComponent).join('/');
  return `#/records/ledger/${span}/${path}${version ? `?version=${version}` : ''}`;
}

export const isMonth = (span: string) => span.length <= 7;

/** Points have a colon in their id, areas have none. */
export function asQuery({ subject }: Pick<Place, 'subject'>): { area: string } | { point: string } {
  return subject.includes(':') ? { point: subject } : { area: subject };
}

/** The same day in the other width: a month of it, or its first day. */
export const asSpan = (span: string, month: boolean) => (month ? span.slice(0, 7) : isMonth(span) ? `${span}-01` : span);

/** The first and the last day. */
export function daysOf(span: string): [string, string] {
  if (!isMonth(span)) {
    return [span, span];
  }
  const [year = 0, month = 1] = span.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return [`${span}-01`, `${span}-${last}`];
}
