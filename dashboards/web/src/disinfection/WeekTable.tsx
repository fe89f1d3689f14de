import { useInSight } from '../frame/useInSight';
import { slotLink } from '../route';
import { named } from '../words/words';
import { dayText, rows, windowOf } from './day';
import { SlotIcon } from './SlotMark';
import type { Week } from './types';
import { say, wordFor } from './words';

/** Each slot of a week as its shape; the words are in its name and on its page. */
export function WeekTable({ week }: { week: Week }) {
  const here = week.now.slice(0, 10);
  const row = useInSight<HTMLDivElement>(here);
  const areas = rows(week.days.flatMap((d) => d.slots));
  return (
    <div ref={row} class="scroll" tabIndex={0} role="group" aria-label={say('week.caption')}>
      <table class="card slots week" data-testid="week">
        <caption class="unseen">{say('week.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('area')}</th>
            {week.days.map((d) => (
              <th scope="col" class="num" key={d.date}>
                <a href={`#/disinfection?date=${d.date}`} aria-current={d.date === here ? 'date' : undefined}>{dayText(d.date)}</a>
                <span class="muted">{d.summary.total ? say('week.day', { done: d.summary.done, total: d.summary.total }) : '—'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area.key}>
              <th scope="row">{named(area.name, area.nameEn)}</th>
              {week.days.map((d) => (
                <td key={d.date}>
                  {d.slots
                    .filter((s) => `${s.site}/${s.area}` === area.key)
                    .map((s) => (
                      <a
                        key={s.id}
                        class={`dot of-${s.state}`}
                        href={slotLink(s.id)}
                        title={`${windowOf(s)} ${wordFor('state', s.state)}`}
                        aria-label={`${windowOf(s)} ${wordFor('state', s.state)}`}
                      >
                        <SlotIcon state={s.state} />
                      </a>
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
