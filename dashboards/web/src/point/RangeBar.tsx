import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isPreset, moved, PRESETS, problemOf, spanOf, wider, type Range } from './range';
import { say } from './words';
import { fromField, toField } from './zoned';

interface Props {
  range: Range;
  /** What it stands for now. */
  now: number;
  zone: string;
  onChange: (range: Range) => void;
}

/** Ready ranges, steps to the sides, and two fields for any other; each works by keyboard. */
export function RangeBar({ range, now, zone, onChange }: Props) {
  const span = spanOf(range, now);
  const later = moved(span, 1, now);
  return (
    <div class="ranges">
      <div class="range-row" role="group" aria-label={say('range.label')}>
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={isPreset(range) && range.preset === preset}
            data-testid={`range-${preset}`}
            onClick={() => onChange({ preset })}
          >
            {say(`range.${preset}`)}
          </button>
        ))}
        <span class="range-steps">
          <button type="button" data-testid="range-earlier" onClick={() => onChange(moved(span, -1, now))}>
            ‹ {say('range.earlier')}
          </button>
          <button type="button" data-testid="range-later" disabled={later.to <= span.to} onClick={() => onChange(later)}>
            {say('range.later')} ›
          </button>
          <button type="button" data-testid="range-wider" onClick={() => onChange(wider(span, now))}>
            {say('range.wider')}
          </button>
        </span>
      </div>
      <Fields range={range} from={span.from} to={span.to} zone={zone} onChange={onChange} />
    </div>
  );
}

interface FieldsProps {
  range: Range;
  from: number;
  to: number;
  zone: string;
  onChange: (range: Range) => void;
}

function Fields({ range, from, to, zone, onChange }: FieldsProps) {
  const first = useSignal(toField(from, zone));
  const last = useSignal(toField(to, zone));
  const problem = useSignal('');
  // While the fields are being filled they are left alone; another range fills them anew.
  const chosen = JSON.stringify(range);
  useEffect(() => {
    first.value = toField(from, zone);
    last.value = toField(to, zone);
    problem.value = '';
  }, [chosen, zone]);

  const show = (event: Event) => {
    event.preventDefault();
    const span = { from: fromField(first.value, zone), to: fromField(last.value, zone) };
    const found = problemOf(span);
    problem.value = found ? say(`range.${found}`) : '';
    if (!found) {
      onChange(span);
    }
  };
  return (
    <form class="range-fields" onSubmit={show} noValidate>
      <label>
        {say('range.from')}
        <input
          type="datetime-local"
          value={first.value}
          data-testid="range-from"
          onInput={(e) => (first.value = e.currentTarget.value)}
        />
      </label>
      <label>
        {say('range.to')}
        <input
          type="datetime-local"
          value={last.value}
          data-testid="range-to"
          onInput={(e) => (last.value = e.currentTarget.value)}
        />
      </label>
      <button type="submit" data-testid="range-show">
        {say('range.show')}
      </button>
      <p class="failure" role="alert" data-testid="range-problem">
        {problem.value}
      </p>
    </form>
  );
}
