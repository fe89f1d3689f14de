import { clock, dayText } from '../disinfection/day';
import type { PlanSlot } from './types';
import { say } from './words';

/** The slots of the next two weeks, day by day. */
export function Slots({ of }: { of: readonly PlanSlot[] }) {
  const days = [...new Set(of.map((s) => s.date))];
  if (of.length === 0) {
    return <p class="muted">{say('slots.none')}</p>;
  }
  return (
    <>
      <p class="muted">{say('slots.count', { n: of.length })}</p>
      <ol class="nextslots num" data-testid="next-slots">
        {days.map((day) => (
          <li key={day}>
            <span class="muted">{dayText(day)}</span>
            <span>
              {of
                .filter((s) => s.date === day)
                .map((s) => (
                  <span key={s.id} class="nextslot">
                    {clock(s.opens)}–{clock(s.due)}
                    {s.due.slice(0, 10) !== s.date && say('slots.next')}
                    {s.shifted && say('slots.shifted')}
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
