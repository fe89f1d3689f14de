import type { Point } from '../api/types';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { placeText, quantityText } from '../format/place';
import { duration } from '../format/time';
import { valueParts, valueText } from '../format/value';
import { campus, judgedAt } from '../live/stream';
import { conditionOf, stateNow, type Condition } from '../situation/freshness';
import { t, wordOf } from '../words/words';
import type { PointDetail } from './api';
import { placeTime } from './place';
import { say } from './words';

interface Props {
  detail: PointDetail;
  /** As the live stream has it; the detail's own when it has none. */
  live: Point;
  zone: string;
  heading: { current: HTMLHeadingElement | null };
}

/** Where, what, and the value of now with its age; or why there is none. */
export function PointHero({ detail, live, zone, heading }: Props) {
  const condition = conditionOf(live, judgedAt.value);
  const state = stateNow(live, condition);
  const old = condition.kind === 'stale' || condition.kind === 'unavailable';
  return (
    <section class={`card hero is-${state}`} data-state={state} data-condition={condition.kind}>
      <StateMark state={state} />
      <h1 ref={heading} tabIndex={-1}>
        {placeText(campus.value, detail.site, detail.area)}
        <span>
          {quantityText(detail.quantity)} · {detail.device}
        </span>
      </h1>
      <div class={old ? 'old' : ''} data-testid="point-now">
        <Now point={live} condition={condition} zone={zone} />
      </div>
      <Standing detail={detail} live={live} zone={zone} />
    </section>
  );
}

function Now({ point, condition, zone }: { point: Point; condition: Condition; zone: string }) {
  const text = (value: number) => valueText(value, point.unit, point.quantity);
  switch (condition.kind) {
    case 'current':
    case 'event':
    case 'stale': {
      const parts = valueParts(condition.value, point.unit, point.quantity);
      return (
        <>
          <p class="big num">
            {parts.number} {parts.unit && <small>{parts.unit}</small>}
          </p>
          <p class="muted">
            {condition.kind === 'stale' ? t('point.stale') : say(condition.kind === 'event' ? 'last.event' : 'now')} ·{' '}
            <Age at={condition.at} />
          </p>
        </>
      );
    }
    case 'unavailable':
      return (
        <>
          <p class="reason">{condition.reason ? wordOf('reason', condition.reason) : t('reason.silent')}</p>
          <p class="muted">
            <Age at={condition.at} />
            {condition.last && (
              <span class="num">
                {' · '}
                {say('last.known', { value: text(condition.last.value), time: placeTime(condition.last.at, zone) })}
              </span>
            )}
          </p>
        </>
      );
    case 'never':
      return <p class="reason">{t(point.event ? 'point.event.never' : 'point.never')}</p>;
  }
}

function Standing({ detail, live, zone }: { detail: PointDetail; live: Point; zone: string }) {
  const { retired } = detail;
  if (retired) {
    const at = retired.at ? placeTime(Date.parse(retired.at), zone) : '—';
    return (
      <p class="standing" data-testid="retired">
        {say('retired', { by: retired.by, at, reason: retired.reason })}
      </p>
    );
  }
  if (!live.expected) {
    return <p class="standing">{say('undeclared')}</p>;
  }
  return (
    <p class="muted">{detail.event ? say('every.event') : say('every', { period: duration(detail.everyMs) })}</p>
  );
}
