/** Times as `<input type="datetime-local">` has them, by the clock of the campus and not of this screen. */

const fields = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = fields.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
    fields.set(zone, found);
  }
  return found;
}

/** `2026-11-21T14:32`, as the campus writes that moment. */
export const zoned = (ms: number, zone: string): string => format(zone).format(ms).replace(' ', 'T').slice(0, 16);

/** The moment at which the campus writes that; null for what is no time. */
export function inZone(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(asUtc)) {
    return null;
  }
  // Twice: the offset that holds then may be another one than that of the first guess.
  const offset = (at: number) => Date.parse(`${format(zone).format(at).replace(' ', 'T')}Z`) - at;
  const first = asUtc - offset(asUtc);
  return asUtc - offset(first);
}
