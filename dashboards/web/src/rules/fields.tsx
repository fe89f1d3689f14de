import { useId } from 'preact/hooks';
import { partsOf } from '../amend/timeText';
import { say } from './words';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
}

interface TextProps extends FieldProps {
  unit?: string;
  hint?: string;
  numeric?: boolean;
  long?: boolean;
  type?: 'text' | 'date' | 'time';
  suggestions?: readonly (readonly [string, string])[];
}

/** A line, or several, with its unit behind it. */
export function TextField({ label, value, onChange, testId, unit = '', hint = '', numeric = false, long = false, type = 'text', suggestions = [] }: TextProps) {
  const id = useId();
  const described = hint ? { 'aria-describedby': `${id}-hint` } : {};
  return (
    <div class="field">
      <label for={id}>{unit ? `${label} (${unit})` : label}</label>
      {long ? (
        <textarea id={id} rows={2} maxLength={1000} value={value} onInput={(e) => onChange(e.currentTarget.value)} data-testid={testId} {...described} />
      ) : (
        <input
          id={id}
          type={type}
          value={value}
          maxLength={300}
          inputMode={numeric ? 'decimal' : undefined}
          list={suggestions.length ? `${id}-list` : undefined}
          onInput={(e) => onChange(e.currentTarget.value)}
          data-testid={testId}
          {...described}
        />
      )}
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map(([path, name]) => (
            <option key={path} value={path}>
              {name}
            </option>
          ))}
        </datalist>
      )}
      {hint && (
        <p class="muted hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** One of some. */
export function ChoiceField({ label, value, onChange, testId, options }: FieldProps & { options: readonly (readonly [string, string])[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => onChange(e.currentTarget.value)} data-testid={testId}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A number and its unit, so that nobody has to know how `10m` is spelt. */
export function TimeField({ label, value, onChange, testId }: FieldProps) {
  const id = useId();
  const { n, unit } = partsOf(value);
  const shown = unit === 'ms' ? 's' : unit;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="time">
        <input
          id={id}
          inputMode="numeric"
          value={unit === 'ms' ? String(Math.ceil(Number(n) / 1000)) : n}
          onInput={(e) => {
            const digits = e.currentTarget.value.replace(/\D/g, '').slice(0, 6);
            onChange(digits ? `${digits}${shown}` : '');
          }}
          data-testid={testId}
        />
        <select value={shown} aria-label={`${label}：${say('form.unit')}`} onChange={(e) => onChange(n ? `${n}${e.currentTarget.value}` : '')}>
          {(['s', 'm', 'h', 'd'] as const).map((u) => (
            <option key={u} value={u}>
              {say(`unit.${u}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
