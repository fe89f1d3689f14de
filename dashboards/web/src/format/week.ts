import { lang } from '../words/words';

/** As the campus file spells them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** `mon-fri` as its days; what is no day of the week, such as a holiday's name, stays as it is. */
export function daysOf(days: readonly string[] = []): string[] {
  return days.flatMap((day) => (day === 'mon-fri' ? DAYS.slice(0, 5) : day === 'weekend' ? DAYS.slice(5) : [day]));
}

/** 周一; what is no day of the week stands for itself. */
export function dayWord(day: string): string {
  const at = (DAYS as readonly string[]).indexOf(day);
  // The first of January 2024 was a Monday.
  return at < 0 ? day : new Date(Date.UTC(2024, 0, 1 + at)).toLocaleDateString(lang.value, { weekday: 'short', timeZone: 'UTC' });
}

/** 周一 周二, or nothing for each day. */
export const daysText = (days: readonly string[] | undefined) => daysOf(days).map(dayWord).join(' ');
