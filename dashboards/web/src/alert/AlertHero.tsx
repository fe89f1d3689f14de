import type { Alert, Point } from '../api/types';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { gatewayText, placeText, quantityText } from '../format/place';
import { clockTime, duration, exactTime } from '../format/time';
import { valueParts, valueText, isSwitch } from '../format/value';
import { campus, judgedAt, serverNow } from '../live/stream';
import { alertName, isOfChange, limitText } from '../overview/AlertRow';
import { Claim } from '../overview/Claim';
import { conditionOf, type Condition } from '../situation/freshness';
import { causeLink } from '../route';
import { t, wordOf } from '../words/words';
import { Trend } from './Trend';

interface Props {
  alert: Alert;
  heading: { current: HTMLHeadingElement | null };
}

/** Severity, place, value against limit, since when. */
export function AlertHero({ alert, heading }: Props) {
  const known = campus.value;
  const ongoing = alert.state === 'active' || alert.state === 'pending';
  const tone = ongoing ? (alert.kind === 'no-data' ? 'no-data' : alert.severity) : 'normal';
  const place =
    alert.kind === 'gateway' ? gatewayText(known, alert.point) : placeText(known, alert.site, alert.area);
  const status = [t(`state.${alert.severity}`), t(`page.state.${alert.state}`)];
  if (ongoing && !alert.acknowledged) {
    status.push(t('alert.unclaimed'));
  }
  return (
    <section class={`card hero is-${tone}`}>
      <StateMark state={tone} word={status.join(' · ')} />
      <h1 ref={heading} tabIndex={-1}>
        {place}
        <span>{alertName(alert)}</span>
      </h1>
      {alert.kind === 'drill' ? (
        <p class="reason">{t('drill.page')}</p>
      ) : alert.kind === 'disinfection' || alert.kind === 'stock' ? (
        <p class="reason">
          <a href={causeLink(alert)}>{t(alert.kind === 'stock' ? 'alert.supply' : 'alert.slot')}</a>
        </p>
      ) : alert.kind === 'threshold' || alert.kind === 'event' || isOfChange(alert) ? (
        <Measured alert={alert} point={known?.points.get(alert.point)} />
      ) : (
        <Silence alert={alert} point={known?.points.get(alert.point)} />
      )}
      <p class="num">{course(alert)}</p>
      {alert.late && <p class="muted">{t('alert.late.long')}</p>}
      <Claim alerts={[alert]} />
      {alert.kind === 'threshold' && !isSwitch(alert.quantity) && <Trend alert={alert} />}
    </section>
  );
}

/** When it began, how long it has lasted or lasted. */
function course(alert: Alert): string {
  const now = serverNow.value;
  const zone = campus.value?.timezone ?? 'UTC';
  const since = Date.parse(alert.since);
  if (alert.state === 'closed' && alert.closed) {
    return t('page.gone.closed', { by: alert.closed.by });
  }
  if (alert.kind === 'event') {
    return t('alert.at', { time: exactTime(since, now, zone) });
  }
  if (alert.endedAt) {
    return t('page.gone.recovered', { duration: duration(Date.parse(alert.endedAt) - since) });
  }
  return t('alert.since', { time: clockTime(since, now, zone), duration: duration(now - since) });
}

function Measured({ alert, point }: { alert: Alert; point: Point | undefined }) {
  const condition = point && conditionOf(point, judgedAt.value);
  const fresh = alert.kind !== 'event' && condition?.kind === 'current' ? condition : undefined;
  const value = isOfChange(alert) ? alert.value : (fresh?.value ?? alert.value);
  const text = value === null ? null : valueParts(value, alert.unit, alert.quantity);
  const old = alert.kind !== 'event' && !fresh;
  return (
    <div class={old ? 'old' : ''}>
      <p class="big num">
        {text ? text.number : '—'} {text?.unit && <small>{text.unit}</small>}
      </p>
      <p class="num">
        {quantityText(alert.quantity)} {limitText(alert)}
        {fresh && !isOfChange(alert) && alert.value !== null && alert.value !== fresh.value && ` · ${worst(alert, alert.value)}`}
      </p>
      <p class="muted">
        {fresh && !isOfChange(alert) && (
          <>
            {t('page.current')} · <Age at={fresh.at} />
          </>
        )}
        {old && <OldReason condition={condition} />}
        {alert.kind === 'event' && <Age at={Date.parse(alert.since)} />}
      </p>
    </div>
  );
}

function worst(alert: Alert, value: number): string {
  const text = valueText(value, alert.unit, alert.quantity);
  return t(alert.upper === false ? 'alert.trough' : 'alert.peak', { value: text });
}

function OldReason({ condition }: { condition: Condition | undefined }) {
  return (
    <>
      {t('state.no-data')} ·{' '}
      {condition?.kind === 'unavailable' && condition.reason ? wordOf('reason', condition.reason) : t('reason.silent')}
    </>
  );
}

function Silence({ alert, point }: { alert: Alert; point: Point | undefined }) {
  const now = serverNow.value;
  const zone = campus.value?.timezone ?? 'UTC';
  const gateway = campus.value?.gateways.find((g) => g.id === alert.point);
  if (alert.kind === 'gateway') {
    const seen = gateway?.lastSeen;
    return (
      <p class="reason">
        {seen ? t('alert.lastseen', { time: clockTime(Date.parse(seen), now, zone) }) : t('alert.neverseen')}
      </p>
    );
  }
  if (alert.kind === 'broker') {
    return <p class="reason">{t('alert.broker')}</p>;
  }
  const condition = point && conditionOf(point, judgedAt.value);
  const last = condition?.kind === 'unavailable' ? condition.last : condition?.kind === 'stale' ? condition : undefined;
  const reason = point?.reason ?? alert.reason;
  return (
    <>
      <p class="reason">
        {quantityText(alert.quantity)} · {reason ? wordOf('reason', reason) : t('reason.silent')}
      </p>
      {last && point && (
        <p class="muted num">
          {t('alert.last', {
            value: valueText(last.value, point.unit, point.quantity),
            time: clockTime(last.at, now, zone),
          })}
        </p>
      )}
    </>
  );
}
