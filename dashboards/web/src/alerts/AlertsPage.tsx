import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { exactTime } from '../format/time';
import { inZone } from '../format/zoned';
import { useInSight } from '../frame/useInSight';
import { campus, now } from '../live/stream';
import type { Route } from '../route';
import { t } from '../words/words';
import './alerts.css';
import { PAGE_SIZE } from './api';
import { FilterBar } from './FilterBar';
import { asked, filterLink, narrowed, parseFilters, TABS, type Filters } from './filters';
import { InboxRow } from './InboxRow';
import { LateList } from './LateList';
import { Listing } from './listing';
import { say } from './words';

/** Changes that the live line does not tell, such as a note, are seen after so long. */
const AGAIN_MS = 15_000;

/** The inbox: what is active, worst first and live; what was, page by page; filtered by what stands in the address. */
export function AlertsPage({ at }: { at: Route }) {
  const filters = parseFilters(at.query);
  const zone = campus.value?.timezone ?? 'UTC';
  const known = campus.value !== null;
  const row = useInSight(filters.tab);
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  });
  return (
    <section class="inbox" aria-labelledby="inbox-title">
      <h1 id="inbox-title">{say('title')}</h1>
      <nav ref={row} class="tabs" aria-label={say('tab.label')}>
        {TABS.map((tab) => (
          <a key={tab} href={filterLink({ ...filters, tab })} aria-current={filters.tab === tab ? 'page' : undefined} data-testid={`tab-${tab}`}>
            {say(`tab.${tab}`)}
          </a>
        ))}
      </nav>
      {filters.tab === 'late' ? (
        <LateList />
      ) : (
        <>
          <FilterBar filters={filters} />
          {/* Times of the campus can be read once its zone is known. */}
          {(known || !(filters.from || filters.to)) && <Found filters={filters} zone={zone} />}
        </>
      )}
    </section>
  );
}

function Found({ filters, zone }: { filters: Filters; zone: string }) {
  const listing = useRef(new Listing()).current;
  const query = asked(filters, (text) => inZone(text, zone)).toString();
  useEffect(() => {
    listing.begin(new URLSearchParams(query));
    const timer = window.setInterval(() => void listing.refresh(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [query]);
  useLive(() => void listing.refresh());

  const alerts = listing.alerts.value;
  const failure = listing.failure.value;
  if (alerts === null) {
    return failure ? <Failed why={failure} again={() => void listing.refresh()} /> : <p class="muted">{say('loading')}</p>;
  }
  const left = listing.total.value - alerts.length;
  return (
    <>
      <p class="muted num" role="status" data-testid="count">
        {say('count', { n: numberText(listing.total.value) })}
      </p>
      {failure && (
        <p class="stale" role="status">
          {say('stale', { time: exactTime(listing.readAt.value, now.value, zone), detail: failure })}
        </p>
      )}
      {alerts.length === 0 ? (
        <p class="card none">{say(narrowed(filters) || filters.q ? 'none.filtered' : filters.tab === 'active' ? 'none.active' : 'none')}</p>
      ) : (
        <ul class="card list" data-testid="alerts">
          {alerts.map((alert) => (
            <InboxRow key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {listing.next.value && (
        <button type="button" class="wide" aria-disabled={listing.busy.value} data-testid="more" onClick={() => void listing.more()}>
          {listing.busy.value ? say('loading') : say('more', { n: Math.min(PAGE_SIZE, Math.max(1, left)) })}
        </button>
      )}
    </>
  );
}

/** `10,000`, as both languages write it. */
const numberText = (n: number) => n.toLocaleString('en-US');

/** Acts when an alert comes, goes, or somebody did something about one. */
function useLive(act: () => void): void {
  const before = useRef<string | undefined>(undefined);
  const sign = useSignal('');
  useSignalEffect(() => {
    sign.value = (campus.value?.alerts ?? []).map((a) => `${a.id}${a.state}${a.acknowledged?.at ?? ''}${a.count}`).join();
    if (before.current !== undefined && before.current !== sign.value) {
      act();
    }
    before.current = campus.value ? sign.value : undefined;
  });
}

function Failed({ why, again }: { why: string; again: () => void }) {
  return (
    <div role="alert">
      <p class="failure">{say('failed', { detail: why })}</p>
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </div>
  );
}
