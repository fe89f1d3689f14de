import { useInSight } from '../frame/useInSight';
import { LaterPage } from '../LaterPage';
import type { Route } from '../route';
import { may } from '../session';
import { lang } from '../words/words';
import { sections } from './sections';
import './settings.css';
import { say } from './words';

/** The frame: the sections that this person may see, and the one of the address. */
export function SettingsPage({ at }: { at: Route }) {
  const seen = sections.filter((s) => may(s.right));
  const here = at.id ? seen.find((s) => s.id === at.id.split('/')[0]) : seen[0];
  const row = useInSight(here);
  return (
    <div class="settings">
      <nav ref={row} class="sections" aria-label={say('sections')}>
        <ul>
          {seen.map((s) => (
            <li key={s.id}>
              <a href={`#/settings/${s.id}`} aria-current={s === here ? 'page' : undefined} data-testid={`section-${s.id}`}>
                {s.name[lang.value === 'en' ? 1 : 0]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="section">
        {here ? (
          <LaterPage name={`settings/${here.id}`} load={here.page} at={at} />
        ) : (
          <p role="alert" class="nothing">
            {say('none')}
          </p>
        )}
      </div>
    </div>
  );
}
