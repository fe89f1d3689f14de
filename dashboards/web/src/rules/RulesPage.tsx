import { useEffect } from 'preact/hooks';
import type { Route } from '../route';
import { t } from '../words/words';
import { NewRule } from './NewRule';
import { RuleDetail } from './RuleDetail';
import { RuleList } from './RuleList';
import './rules.css';
import { say } from './words';

/** All rules, one of them, or a new one. */
export function RulesPage({ at }: { at: Route }) {
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  }, [at]);
  return (
    <div class="rules-page">{at.id ? <RuleDetail key={at.id} id={at.id} /> : at.query.has('new') ? <NewRule /> : <RuleList />}</div>
  );
}
