import { useEffect } from 'preact/hooks';
import '../amend/amend.css';
import { t } from '../words/words';
import { NewPlan } from './PlanForm';
import { PlanList } from './PlanList';
import { PlanPage } from './PlanPage';
import './planning.css';
import { say } from './words';

/** All plans, one of them, or a new one; `rest` is what follows `plan` in the address. */
export function PlanningPage({ rest, isNew }: { rest: string; isNew: boolean }) {
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  }, [rest]);
  return <div class="amends planning">{rest ? <PlanPage key={rest} id={rest} /> : isNew ? <NewPlan /> : <PlanList />}</div>;
}
