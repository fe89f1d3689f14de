import { useEffect } from 'preact/hooks';
import '../amend/amend.css';
import type { Route } from '../route';
import { t } from '../words/words';
import { ItemPage } from './ItemPage';
import { NewItem } from './ItemForm';
import { SupplyList } from './SupplyList';
import './supplies.css';
import { say } from './words';

/** What is in stock, the books of one item, or a new one. */
export function SuppliesPage({ at }: { at: Route }) {
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  }, [at]);
  return <div class="amends supplies">{at.id ? <ItemPage key={at.id} id={at.id} /> : at.query.has('new') ? <NewItem /> : <SupplyList />}</div>;
}
