import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { differing } from './keys';
import type { WholeRule } from './types';
import { say } from './words';

/** Who made what of the rule, newest first, each with what it was before. */
export function Changes({ of }: { of: WholeRule }) {
  const zone = campus.value?.timezone ?? 'UTC';
  return (
    <section class="card part" aria-labelledby="rule-history" data-testid="rule-history">
      <h2 id="rule-history">{say('history.title')}</h2>
      {of.changes.length === 0 && <p class="muted">{say('history.none')}</p>}
      <ol class="changes">
        {of.changes.map((change, i) => {
          const before = of.changes[i + 1]?.keys ?? change.base;
          const lines = differing(before, change.keys ?? change.base);
          return (
            <li key={change.version}>
              <span class="muted num">{say('fact.changed', { by: change.by, time: clockTime(Date.parse(change.at), serverNow.value, zone) })}</span>
              {!change.keys && <p>{say('history.back')}</p>}
              {change.keys && lines.length === 0 && <p>{say('history.first')}</p>}
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
