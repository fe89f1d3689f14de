import { t } from '../words/words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Clocks of gateways may be off by this much without a word. */
const AHEAD_TOLERATED_MS = 5 * SECOND;

/** How old something is; both in milliseconds of server time. */
export function age(then: number, now: number): string {
  const ms = now - then;
  if (ms < -AHEAD_TOLERATED_MS) {
    return t('age.ahead', { n: Math.round(-ms / SECOND) });
  }
  const past = Math.max(0, ms);
  if (past < MINUTE) {
    return t('age.seconds', { n: Math.floor(past / SECOND) });
  }
  if (past < HOUR) {
    return t('age.minutes', { n: Math.floor(past / MINUTE) });
  }
  if (past < DAY) {
    return t('age.hours', { n: Math.floor(past / HOUR), m: Math.floor((past % HOUR) / MINUTE) });
  }
  return t('age.days', { n: Math.floor(past / DAY) });
}

export function duration(ms: number): string {
  const past = Math.max(0, ms);
  if (past < MINUTE) {
    return t('duration.seconds', { n: Math.floor(past / SECOND) });
  }
  if (past < HOUR) {
    return t('duration.minutes', { n: Math.floor(past / MINUTE) });
  }
  if (past < DAY) {
    return t('duration.hours', { n: Math.floor(past / HOUR), m: Math.floor((past % HOUR) / MINUTE) });
  }
  return t('duration.days', { n: Math.floor(past / DAY), m: Math.floor((past % DAY) / HOUR) });
}

interface Parts {
  date: string;
  minutes: string;
  seconds: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timezone: string): Intl.DateTimeFormat {
  let found = formats.get(timezone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timezone, found);
  }
  return found;
}

function parts(ms: number, timezone: string): Parts {
  const found = Object.fromEntries(format(timezone).formatToParts(ms).map((p) => [p.type, p.value]));
  return {
    date: `${found['month']}-${found['day']}`,
    minutes: `${found['hour']}:${found['minute']}`,
    seconds: `${found['hour']}:${found['minute']}:${found['second']}`,
  };
}

/** `14:32` today and `11-20 14:32` on other days, by the clock of the campus. */
export function clockTime(ms: number, now: number, timezone: string): string {
  const then = parts(ms, timezone);
  return then.date === parts(now, timezone).date ? then.minutes : `${then.date} ${then.minutes}`;
}

/** As {@link clockTime}, with seconds: for events of one moment. */
export function exactTime(ms: number, now: number, timezone: string): string {
  const then = parts(ms, timezone);
  return then.date === parts(now, timezone).date ? then.seconds : `${then.date} ${then.seconds}`;
}

/** The header's clock: `11-21 14:32:05`. */
export function wallClock(ms: number, timezone: string): string {
  const at = parts(ms, timezone);
  return `${at.date} ${at.seconds}`;
}
