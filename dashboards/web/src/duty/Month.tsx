import { serves, type Names } from './checks';
import { weekday } from './days';
import type { Shift, SpecialDay } from './types';
import { holidayName, say, type DutyKey } from './words';

interface Props {
  days: readonly string[];
  /** Any day of it. */
  month: string;
  today: string;
  site: string;
  special: readonly SpecialDay[];
  shifts: readonly Shift[];
  names: Names;
  onDay: (date: string) => void;
}

/** Who is the officer of each shift; a day opens its week. */
export function Month({ days, month, today, site, special, shifts, names, onDay }: Props) {
  const weeks = Array.from({ length: days.length / 7 }, (_, w) => days.slice(7 * w, 7 * w + 7));
  return (
    <div class="card month">
      <table data-testid="duty-month">
        <caption class="unseen">{say('month.caption', { month: month.slice(0, 7) })}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((date) => (
              <th key={date} scope="col">
                {say(`day.${weekday(date)}` as DutyKey)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const named = special.find((d) => d.date === date);
                const own = shifts.filter((s) => s.date === date && serves(s, site));
                return (
                  <td key={date} class={`${date === today ? 'today' : ''} ${date.slice(0, 7) === month.slice(0, 7) ? '' : 'other'}`}>
                    <button type="button" class="cell" onClick={() => onDay(date)} aria-current={date === today ? 'date' : undefined}>
                      <span class="num date">
                        {date.slice(8)}
                        <span class="unseen">{say('month.open', { date })}</span>
                      </span>
                      {named && (
                        <span class={`tag ${named.kind}`}>
                          {named.kind === 'holiday' && named.name ? holidayName(named.name) : say(`day.${named.kind}`)}
                        </span>
                      )}
                      {own.map((shift) => (
                        <span key={shift.shift} class={`who ${shift.officer ? '' : 'is-critical empty'}`}>
                          <span class="role">{shift.name}</span>
                          <span>{shift.officer ? names(shift.officer.id) : say('nobody')}</span>
                        </span>
                      ))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
