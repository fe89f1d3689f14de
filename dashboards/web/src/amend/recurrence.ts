import { dayWord } from '../format/week';
import { named } from '../words/words';
import { say } from './words';

const DAY_OF: Readonly<Record<string, string>> = { MO: 'mon', TU: 'tue', WE: 'wed', TH: 'thu', FR: 'fri', SA: 'sat', SU: 'sun' };
const UNITS = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Unit = (typeof UNITS)[number];

/**
 * A recurrence of RFC 5545 in words, where it has nothing but a step, days of the week, days of the month and times of
 * day; any other stands for itself, for words that leave something out would be wrong.
 */
export function recurrenceText(rule: string): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const unit = UNITS.find((u) => u === parts.get('FREQ'));
  const step = Number(parts.get('INTERVAL') ?? 1);
  const known = [...parts.keys()].every((key) => ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYHOUR', 'BYMINUTE'].includes(key));
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const hours = parts.get('BYHOUR')?.split(',') ?? [];
  const minutes = parts.get('BYMINUTE')?.split(',') ?? ['0'];
  const monthDays = parts.get('BYMONTHDAY')?.split(',') ?? [];
  if (!unit || !known || !(step >= 1) || days.some((d) => !DAY_OF[d]) || monthDays.some((d) => Number(d) < 1) || (parts.has('BYMINUTE') && !hours.length)) {
    return rule;
  }
  const times = hours.flatMap((h) => minutes.map((m) => `${h.padStart(2, '0')}:${m.padStart(2, '0')}`));
  const comma = named('、', ', ');
  return [
    every(unit, step),
    days.map((d) => dayWord(DAY_OF[d] ?? d)).join(comma),
    monthDays.length ? say('every.dates', { days: monthDays.join(comma) }) : '',
    times.join(comma),
  ]
    .filter(Boolean)
    .join(' ');
}

const every = (unit: Unit, step: number) => say(step === 1 ? `every.${unit}` : `every.n.${unit}`, { n: step });
