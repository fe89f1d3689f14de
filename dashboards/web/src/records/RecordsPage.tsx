import { useEffect } from 'preact/hooks';
import type { Route } from '../route';
import { t } from '../words/words';
import './records.css';
import { useInSight } from '../frame/useInSight';
import { sections } from './sections';
import { say } from './words';

/** What people record: one section a kind. */
export function RecordsPage({ at }: { at: Route }) {
  const [id = '', ...rest] = at.id.split('/');
  const here = sections.find((s) => s.id === id) ?? sections[0];
  useEffect(() => {
    document.title = `${here.word()} · ${t('app.name')}`;
  });
  const row = useInSight(here);
  const Show = here.show;
  return (
    <section class="records" aria-labelledby="records-title">
      <h1 id="records-title">{say('title')}</h1>
      <nav ref={row} class="tabs" aria-label={say('sections')}>
        {sections.map((section) => (
          <a key={section.id} href={`#/records/${section.id}`} aria-current={section === here ? 'page' : undefined} data-testid={`section-${section.id}`}>
            {section.word()}
          </a>
        ))}
      </nav>
      <Show rest={rest.join('/')} />
    </section>
  );
}
