import { Icon } from '../frame/Icon';
import type { Names } from './checks';
import { dayOf, findingText, remedyText } from './findingText';
import { Fresh } from './Fresh';
import type { Read } from './read';
import type { Finding, Plan } from './types';
import { say } from './words';

interface Props {
  read: Read<{ findings: Finding[] }>;
  plan: Plan;
  names: Names;
  onDay: (date: string) => void;
  again: () => void;
}

/** What would leave an alert without somebody who hears it, each with its remedy. */
export function Findings({ read, plan, names, onDay, again }: Props) {
  const found = read.value?.findings ?? [];
  return (
    <section class="findings" aria-labelledby="duty-findings">
      <h2 id="duty-findings">
        {say('findings.title')} <span class="muted">{say('findings.what')}</span>
      </h2>
      <Fresh read={read} again={again} />
      {read.value && found.length === 0 && <p class="muted">{say('findings.none')}</p>}
      {found.length > 0 && (
        <ul class="card">
          {found.map((f) => {
            const tone = f.kind === 'gap' ? 'critical' : f.kind === 'no-holidays' ? 'info' : 'warning';
            const day = dayOf(f);
            return (
              <li key={f.kind + f.place + f.detail}>
                <div>
                  <span class={`mark is-${tone}`}>
                    <Icon state={tone} />
                    {findingText(f, plan, names)}
                  </span>
                  {f.count > 1 && <span class="tag">{say('finding.more', { n: f.count - 1 })}</span>}
                  <p class="muted">{remedyText(f)}</p>
                </div>
                {day && (
                  <button type="button" onClick={() => onDay(day)}>
                    {say('finding.show')}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
