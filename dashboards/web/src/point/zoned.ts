const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, found);
  }
  return found;
}

/** What the clock of the campus shows. */
export interface Clock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}

export function clockOf(ms: number, zone: string): Clock {
  const of = Object.fromEntries(format(zone).formatToParts(ms).map((p) => [p.type, p.value])) as unknown as Clock;
  return { ...of, year: of.year.padStart(4, '0') };
}

/** As a field of kind `datetime-local` holds it: `2026-11-21T14:32`. */
export function toField(ms: number, zone: string): string {
  const at = clockOf(ms, zone);
  return `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}`;
}

/** How far the campus's clock is ahead of UTC then, milliseconds. */
export function offsetAt(ms: number, zone: string): number {
  const minute = Math.floor(ms / 60_000) * 60_000;
  return Date.parse(`${toField(minute, zone)}:00Z`) - minute;
}

/** What a field says, by the clock of the campus; NaN when it is empty or no time. */
export function fromField(text: string, zone: string): number {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) {
    return Number.NaN;
  }
  // Twice, as the offset may change between the guess and the time itself.
  const guess = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(guess, zone);
}

/** `2026-11-21 14:32`, whatever year it is now. */
export function dateTime(ms: number, zone: string): string {
  return toField(ms, zone).replace('T', ' ');
}
