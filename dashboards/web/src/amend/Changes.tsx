import { useId } from 'preact/hooks';
import type { Amendment } from './types';
import { say } from './words';

const shown = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** The keys that differ; that it is on need not be written. */
export function differing(before: object | undefined, after: object | undefined): { key: string; before: string; after: string }[] {
  const one: Record<string, unknown> = { ...before };
  const other: Record<string, unknown> = { ...after };
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => shown(one[key]) !== shown(other[key]) && !(key === 'on' && one[key] !== false && other[key] !== false))
    .map((key) => ({ key, before: shown(one[key]), after: shown(other[key]) }));
}

/** Who made what of it, newest first, each with what it was before. */
export function Changes({ of }: { of: readonly Amendment<object>[] }) {
  const id = useId();
  return (
    <section class="card part" aria-labelledby={id} data-testid="changes">
      <h2 id={id}>{say('history.title')}</h2>
      {of.length === 0 && <p class="muted">{say('history.none')}</p>}
      <ol class="course">
        {of.map((change, i) => {
          const lines = differing(of[i + 1]?.keys ?? change.base, change.keys ?? change.base);
          return (
            <li key={change.version}>
              <span class="muted num">{say('history.by', { by: change.by, time: change.at.slice(0, 16).replace('T', ' ') })}</span>
              {!change.keys && <p>{say('history.back')}</p>}
              {change.keys && lines.length === 0 && <p>{say('history.same')}</p>}
              <ul>
                {lines.map((line) => (
                  <li key={line.key} class="code">
                    {say('history.diff', { key: line.key, before: line.before || say('history.empty'), after: line.after || say('history.empty') })}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
