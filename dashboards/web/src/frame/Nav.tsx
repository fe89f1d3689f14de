import { laterPages } from '../pages';
import { route, type PageName } from '../route';
import { t, type Key } from '../words/words';
import { useInSight } from './useInSight';

const ENTRIES: readonly { page: PageName; href: string; word: Key }[] = [
  { page: 'overview', href: '#/', word: 'nav.overview' },
  { page: 'alerts', href: '#/alerts', word: 'nav.alerts' },
  { page: 'duty', href: '#/duty', word: 'nav.duty' },
  { page: 'disinfection', href: '#/disinfection', word: 'nav.disinfection' },
  { page: 'reports', href: '#/reports', word: 'nav.reports' },
  { page: 'supplies', href: '#/supplies', word: 'nav.supplies' },
  { page: 'records', href: '#/records', word: 'nav.records' },
  { page: 'rules', href: '#/rules', word: 'nav.rules' },
  { page: 'gateways', href: '#/gateways', word: 'nav.gateways' },
  { page: 'settings', href: '#/settings', word: 'nav.settings' },
];
/** Pages of one thing stand below that of the many. */
const BELOW: Partial<Record<PageName, PageName>> = { alert: 'alerts', point: 'overview', compare: 'overview' };

/** One row on a desk; on a phone it scrolls sideways below the header. */
export function Nav() {
  const here = BELOW[route.value.page] ?? route.value.page;
  const row = useInSight(here);
  return (
    <nav ref={row} class="places" aria-label={t('nav.label')}>
      {ENTRIES.filter((e) => e.page === 'overview' || e.page in laterPages).map((e) => (
        <a key={e.page} href={e.href} aria-current={here === e.page ? 'page' : undefined} data-testid={`nav-${e.page}`}>
          {t(e.word)}
        </a>
      ))}
    </nav>
  );
}
