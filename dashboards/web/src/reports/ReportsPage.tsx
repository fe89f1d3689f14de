import './reports.css';
import { useEffect } from 'preact/hooks';
import type { Route } from '../route';
import { t } from '../words/words';
import { DayPage } from './DayPage';
import { DaysList } from './DaysList';
import { say } from './words';

/** All days, or the one that the address names. */
export function ReportsPage({ at }: { at: Route }) {
  useEffect(() => {
    document.title = `${say('title')} ${at.id} · ${t('app.name')}`;
  });
  return at.id ? <DayPage key={at.id} date={at.id} version={at.query.get('version') ?? ''} /> : <DaysList />;
}
