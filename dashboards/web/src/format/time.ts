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

/** Swedish writes `2026-11-21 14:32:05`. By a style, because a format made of its parts takes a browser five times as long to find. */
function format(timezone: string): Intl.DateTimeFormat {
  let found = formats.get(timezone);
  if (!found) {
    found = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timezone, found);
  }
  return found;
}

function parts(ms: number, timezone: string): Parts {
  const text = format(timezone).format(ms);
  return { date: text.slice(-14, -9), minutes: text.slice(-8, -3), seconds: text.slice(-8) };
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
