import { DAYS, dayWord } from '../format/week';
import './weekdays.css';

interface Props {
  label: string;
  days: readonly string[];
  onChange: (days: string[]) => void;
}

/** The days of the week to choose from; none is each day. What is chosen beside them, such as a holiday, stays. */
export function WeekDays({ label, days, onChange }: Props) {
  const turn = (day: string, on: boolean) => {
    const chosen = new Set(days.filter((d) => d !== day));
    if (on) {
      chosen.add(day);
    }
    const week = DAYS.filter((d) => chosen.has(d));
    onChange([...week, ...[...chosen].filter((d) => !(DAYS as readonly string[]).includes(d))]);
  };
  return (
    <div class="field weekdays" role="group" aria-label={label}>
      <span class="label">{label}</span>
      {DAYS.map((day) => (
        <label key={day}>
          <input type="checkbox" checked={days.includes(day)} onChange={(e) => turn(day, e.currentTarget.checked)} data-testid={`day-${day}`} />
          {dayWord(day)}
        </label>
      ))}
    </div>
  );
}
