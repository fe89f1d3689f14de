import { campus } from '../live/stream';
import { lang } from '../words/words';

/** Date with its year and time, by the clock of the campus: what is read here may be years old. */
export function when(iso: string): string {
  const zone = campus.value?.timezone;
  return new Intl.DateTimeFormat(lang.value, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(iso));
}
