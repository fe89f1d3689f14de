import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { placeText } from '../format/place';
import { campus } from '../live/stream';
import { exportLink } from './api';
import { addDays, instantOf } from './days';
import { say } from './words';

export type View = 'week' | 'month';

interface Props {
  view: Signal<View>;
  days: readonly string[];
  /** In the month or the week that is shown. */
  day: string;
  onMove: (by: number) => void;
  onToday: () => void;
  sites: readonly string[];
  site: string;
  onSite: (site: string) => void;
  zone: string;
  onImport: (() => void) | undefined;
}

/** Which time, which site, and the way in and out by file. */
export function Toolbar({ view, days, day, onMove, onToday, sites, site, onSite, zone, onImport }: Props) {
  const id = useId();
  const first = days[0] ?? day;
  const last = days[days.length - 1] ?? day;
  const from = instantOf(`${first}T00:00`, zone);
  const to = instantOf(`${addDays(last, 1)}T00:00`, zone);
  return (
    <div class="tools">
      <div class="turn">
        <button type="button" onClick={() => onMove(-1)} aria-label={say('view.before')} data-testid="duty-before">
          ‹
        </button>
        <button type="button" onClick={onToday}>
          {say('view.today')}
        </button>
        <button type="button" onClick={() => onMove(1)} aria-label={say('view.after')} data-testid="duty-after">
          ›
        </button>
        <strong class="num" aria-live="polite">
          {view.value === 'week' ? `${first} – ${last.slice(5)}` : day.slice(0, 7)}
        </strong>
      </div>
      <div class="switch" role="group" aria-label={say('view.label')}>
        {(['week', 'month'] as const).map((v) => (
          <button key={v} type="button" aria-pressed={view.value === v} onClick={() => (view.value = v)} data-testid={`view-${v}`}>
            {say(`view.${v}`)}
          </button>
        ))}
      </div>
      {sites.length > 1 && (
        <div class="field">
          <label for={id}>{say('view.site')}</label>
          <select id={id} value={site} onChange={(e) => onSite(e.currentTarget.value)}>
            {sites.map((s) => (
              <option key={s} value={s}>
                {placeText(campus.value, s, '')}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="files">
        {onImport && (
          <button type="button" onClick={onImport} data-testid="duty-import">
            {say('file.import')}
          </button>
        )}
        <a class="button" href={exportLink('csv', from, to)} download>
          {say('file.csv')}
        </a>
        <a class="button" href={exportLink('ics', from, to)} download>
          {say('file.ics')}
        </a>
      </div>
    </div>
  );
}
