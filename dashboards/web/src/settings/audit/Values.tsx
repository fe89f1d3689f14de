import { wordOf } from '../../words/words';
import { when } from '../when';
import { say } from '../words';
import { fieldWord } from './acts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/;

/** What something was or is: an object field by field, anything else as it stands. */
export function Values({ text }: { text: string }) {
  const object = parsed(text);
  if (!object) {
    return <>{text}</>;
  }
  return (
    <ul>
      {Object.entries(object).map(([key, value]) => (
        <li key={key}>
          <span class="muted">{fieldWord(key)}</span> {shown(key, value)}
        </li>
      ))}
    </ul>
  );
}

export function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function shown(key: string, value: unknown): string {
  if (typeof value === 'boolean') {
    return say(value ? 'yes' : 'no');
  }
  if (key === 'role') {
    return wordOf('role', String(value));
  }
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  return TIME.test(value) ? when(value) : value || '—';
}
