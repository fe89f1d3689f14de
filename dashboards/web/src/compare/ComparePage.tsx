import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { quantityText } from '../format/place';
import { campus, serverNow } from '../live/stream';
import '../point/point.css';
import { queryOf, rangeOf, type Range } from '../point/range';
import { RangeBar } from '../point/RangeBar';
import { pointLink, type Route } from '../route';
import { t } from '../words/words';
import { chosenOf, POINTS_MAX } from './chosen';
import './compare.css';
import { CompareChart } from './CompareChart';
import { useLines } from './load';
import { Picker } from './Picker';
import { say } from './words';

/** Several points of one quantity on the same axes, or one beside its week before. */
export function ComparePage({ at }: { at: Route }) {
  const zone = campus.value?.timezone;
  useEffect(() => {
    document.title = `${say('title')} · ${t('app.name')}`;
  });
  return (
    <article class="compare-page">
      <a class="back" href="#/">
        ‹ {say('back')}
      </a>
      <h1>{say('title')}</h1>
      <p class="muted">{say('intro', { n: POINTS_MAX })}</p>
      {zone === undefined ? <p class="muted">{say('loading')}</p> : <Chosen at={at} zone={zone} />}
    </article>
  );
}

function Chosen({ at, zone }: { at: Route; zone: string }) {
  // The address is where the choice is kept; it is changed without going anywhere.
  const query = useSignal(at.query);
  useEffect(() => {
    query.value = at.query;
  }, [at.query.toString()]);
  const { points, unknown, other } = chosenOf(query.value, campus.value?.points ?? new Map());
  const range = rangeOf(query.value);
  const week = query.value.get('against') === 'week' && points.length === 1;
  const compared = useLines(points, week, range).value;

  const go = (ids: readonly string[], next: Range, weekToo: boolean) => {
    const text = `points=${ids.map(encodeURIComponent).join()}${weekToo ? '&against=week' : ''}&${queryOf(next)}`;
    query.value = new URLSearchParams(text);
    window.history.replaceState(null, '', `#/compare?${text}`);
  };
  const ids = points.map((p) => p.id);
  const first = points[0];
  return (
    <>
      {unknown.length > 0 && (
        <p class="failure" role="alert" data-testid="compare-unknown">
          {say('unknown', { ids: unknown.join(t('join.list')) })}
        </p>
      )}
      {other.length > 0 && first && (
        <p class="failure" role="alert">
          {say('other', { ids: other.join(t('join.list')), quantity: quantityText(first.quantity) })}
        </p>
      )}
      {first && (
        <section class="card part history" aria-labelledby="compare-title">
          <div class="head">
            <h2 id="compare-title">{quantityText(first.quantity)}</h2>
            {points.length === 1 && (
              <div class="history-ways">
                <button type="button" aria-pressed={week} data-testid="against-week" onClick={() => go(ids, range, !week)}>
                  {say('week')}
                </button>
                <a class="button" href={pointLink(first.id)}>
                  {say('back.point')}
                </a>
              </div>
            )}
          </div>
          <RangeBar range={range} now={serverNow.peek()} zone={zone} onChange={(next) => go(ids, next, week)} />
          <CompareChart compared={compared} zone={zone} onRange={(next) => go(ids, next, week)} />
        </section>
      )}
      <Picker points={points} onChange={(next) => go(next, range, next.length === 1 && week)} />
    </>
  );
}
