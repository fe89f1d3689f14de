import { useComputed } from '@preact/signals';
import type { Point } from '../api/types';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { quantityText } from '../format/place';
import { clockTime } from '../format/time';
import { valueParts, valueText } from '../format/value';
import { campus, judgedAt, serverNow } from '../live/stream';
import { pointLink } from '../route';
import { conditionOf, stateNow, type Condition } from '../situation/freshness';
import { t, wordOf } from '../words/words';

export function PointTable({ id, name, points }: { id: string; name: string; points: readonly string[] }) {
  return (
    <ul class="points" id={id} aria-label={name}>
      {points.map((point) => (
        <PointRow key={point} id={point} />
      ))}
      {points.length === 0 && <li class="muted">{t('areas.none')}</li>}
    </ul>
  );
}

/** Drawn again when its point was read anew or has become old, and not with each second: a page may have thousands. */
function PointRow({ id }: { id: string }) {
  const point = useComputed(() => campus.value?.points.get(id)).value;
  const kind = useComputed(() => {
    const now = campus.value?.points.get(id);
    return now && conditionOf(now, judgedAt.value).kind;
  }).value;
  return point && kind ? <Row point={point} condition={conditionOf(point, judgedAt.peek())} /> : null;
}

function Row({ point, condition }: { point: Point; condition: Condition }) {
  const state = stateNow(point, condition);
  const old = condition.kind === 'stale' || condition.kind === 'unavailable' || (condition.kind === 'never' && !point.event);
  return (
    <li
      class={`point is-${state}${old ? ' old' : ''}`}
      data-testid={`point-${point.id}`}
      data-state={state}
      data-condition={condition.kind}
    >
      <span class="quantity">
        <a href={pointLink(point.id)}>{quantityText(point.quantity)}</a> <span class="muted">{point.device}</span>
        {!point.expected && (
          <span class="tag" title={t('areas.unexpected.long')}>
            {t('areas.unexpected')}
          </span>
        )}
      </span>
      {state !== 'normal' && <StateMark state={state} />}
      <Value point={point} condition={condition} />
    </li>
  );
}

/** What is known of the point. Only a value of now is set as a value; everything else says why it is none. */
function Value({ point, condition }: { point: Point; condition: Condition }) {
  const now = serverNow.peek();
  const zone = campus.peek()?.timezone ?? 'UTC';
  const last = (value: number, at: number) => (
    <span class="muted num">
      {t('point.last', { value: valueText(value, point.unit, point.quantity), time: clockTime(at, now, zone) })}
    </span>
  );
  switch (condition.kind) {
    case 'current':
    case 'event':
    case 'stale': {
      const text = valueParts(condition.value, point.unit, point.quantity);
      return (
        <span class="reading" title={condition.kind === 'stale' ? t('point.stale') : undefined}>
          <span class="value num">
            {text.number}
            {text.unit && <small> {text.unit}</small>}
          </span>
          <span class="muted">
            {condition.kind === 'event' && `${t('point.event')} `}
            <Age at={condition.at} />
          </span>
        </span>
      );
    }
    case 'unavailable':
      return (
        <span class="reading">
          <span class="reason">
            {condition.reason ? wordOf('reason', condition.reason) : t('reason.silent')}
            <span class="muted">
              {' '}
              <Age at={condition.at} />
            </span>
          </span>
          {condition.last && last(condition.last.value, condition.last.at)}
        </span>
      );
    case 'never':
      return (
        <span class="reading">
          <span class="muted">{t(point.event ? 'point.event.never' : 'point.never')}</span>
        </span>
      );
  }
}
