import { useEffect } from 'preact/hooks';
import type { Route } from '../route';
import { t } from '../words/words';
import './duty.css';
import { Handovers } from './Handovers';
import { Maintenance } from './Maintenance';
import { Now } from './Now';
import { Roster } from './Roster';
import { say } from './words';

const PARTS = ['shifts', 'handovers', 'maintenance'] as const;
type Part = (typeof PARTS)[number];

/** Who is on duty, the roster, hand-overs, and what is being maintained. */
export function DutyPage({ at }: { at: Route }) {
  const part: Part = PARTS.find((p) => p === at.query.get('part')) ?? 'shifts';
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  });
  return (
    <div class="duty-page">
      <h1>{say('title')}</h1>
      <Now />
      <nav class="parts" aria-label={say('part.label')}>
        {PARTS.map((p) => (
          <a key={p} href={p === 'shifts' ? '#/duty' : `#/duty?part=${p}`} aria-current={p === part ? 'page' : undefined} data-testid={`part-${p}`}>
            {say(`part.${p}`)}
          </a>
        ))}
      </nav>
      {part === 'shifts' && <Roster />}
      {part === 'handovers' && <Handovers />}
      {part === 'maintenance' && <Maintenance />}
    </div>
  );
}
