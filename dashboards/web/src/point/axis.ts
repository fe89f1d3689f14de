import { clockOf } from './zoned';

const DAY = 86_400_000;

/**
 * Words below the marks of a time axis, by the campus's clock: the time, the day where one begins, the year where that
 * matters.
 *
 * @param step between two marks, milliseconds
 */
export function timeLabels(marks: readonly number[], step: number, zone: string): string[] {
  let before = '';
  return marks.map((ms) => {
    const at = clockOf(ms, zone);
    const day = `${at.month}-${at.day}`;
    const time = `${at.hour}:${at.minute}`;
    if (step >= 28 * DAY) {
      return at.month === '01' || before === '' ? ((before = at.year), `${at.year}-${at.month}`) : at.month;
    }
    if (step >= DAY) {
      const label = at.year === before ? day : before === '' ? day : `${at.year}-${day}`;
      before = at.year;
      return label;
    }
    const label = day === before || before === '' ? time : day;
    before = day;
    return label;
  });
}
