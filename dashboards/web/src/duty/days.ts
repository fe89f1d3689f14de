/** Days of a calendar as texts, `2026-11-24`: they have no time zone, and sort as they are. */

const DAY_MS = 86_400_000;

const atNoon = (date: string) => Date.parse(`${date}T12:00:00Z`);
const textOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const addDays = (date: string, days: number) => textOf(atNoon(date) + days * DAY_MS);

/** 0 is Monday. */
export const weekday = (date: string) => (new Date(atNoon(date)).getUTCDay() + 6) % 7;

export const weekOf = (date: string): string[] => {
  const monday = addDays(date, -weekday(date));
  return [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
};

/** Whole weeks, from that in which the month begins to that in which it ends. */
export function monthOf(date: string): string[] {
  const first = `${date.slice(0, 7)}-01`;
  const last = addDays(addMonths(date, 1).slice(0, 7) + '-01', -1);
  const days: string[] = [];
  for (let day = addDays(first, -weekday(first)); day <= last || weekday(day) !== 0; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

/** The first of that month. */
export function addMonths(date: string, months: number): string {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-01`;
}

function partsOf(ms: number, timezone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(ms).map((p) => [p.type, p.value]));
}

/** Which day it is at the campus. */
export function dayAt(ms: number, timezone: string): string {
  const at = partsOf(ms, timezone);
  return `${at['year']}-${at['month']}-${at['day']}`;
}

/** As a field for date and time wants it: `2026-11-24T08:00`, by the clock of the campus. */
export function localAt(ms: number, timezone: string): string {
  const at = partsOf(ms, timezone);
  return `${dayAt(ms, timezone)}T${at['hour']}:${at['minute']}`;
}

/** The other way round; a time that a change of clocks leaves out is one near it. */
export function instantOf(local: string, timezone: string): number {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let i = 0; i < 2; i++) {
    guess += wanted - Date.parse(`${localAt(guess, timezone)}:00Z`);
  }
  return guess;
}
