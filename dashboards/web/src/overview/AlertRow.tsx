import { ActButtons } from '../alert/ActButtons';
import type { Alert, Point } from '../api/types';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { deviceOf, ownerText, placeText } from '../format/place';
import { age, clockTime, duration, exactTime } from '../format/time';
import { isSwitch, valueText } from '../format/value';
import { campus, judgedAt, serverNow } from '../live/stream';
import { alertLink, causeLink } from '../route';
import { conditionOf } from '../situation/freshness';
import { named, t } from '../words/words';
import { Claim } from './Claim';
import { LimitBar } from './LimitBar';

export const alertName = (alert: Alert) => named(alert.name, alert.nameEn) || alert.rule;

/** Its value and limit are of a change, of minutes without one, or of a count: no reading can stand beside them. */
export const isOfChange = (alert: Alert) => alert.kind === 'rate' || alert.kind === 'stuck' || alert.kind === 'coverage';

export function limitText(alert: Alert): string {
  if (alert.limit === null || isSwitch(alert.quantity)) {
    return '';
  }
  const limit = valueText(alert.limit, alert.unit, alert.quantity);
  if (alert.kind === 'event') {
    return t('alert.threshold', { limit });
  }
  if (alert.kind === 'rate' || alert.kind === 'stuck') {
    return t(alert.kind === 'rate' ? 'alert.rate' : 'alert.stuck', { limit });
  }
  return t(alert.upper === false ? 'alert.lower' : 'alert.upper', { limit });
}

export function AlertRow({ alert, point }: { alert: Alert; point: Point | undefined }) {
  const known = campus.value;
  const place = placeText(known, alert.site, alert.area);
  const what = place + t('join') + alertName(alert);
  return (
    <li class={`row is-${alert.severity}`} data-testid={`alert-${alert.id}`} data-state={alert.severity}>
      <StateMark state={alert.severity} />
      <div class="place">
        <a href={alertLink(alert.id)}>{place}</a>
        <span class="muted">
          {alert.kind === 'broker'
            ? alertName(alert)
            : alert.kind === 'disinfection' || alert.kind === 'stock'
              ? `${alertName(alert)} · ${ownerText(known, alert.site, alert.area)}`
              : `${alertName(alert)} · ${ownerText(known, alert.site, alert.area)} · ${deviceOf(alert.point)}`}
        </span>
      </div>
      <Measured alert={alert} point={point} />
      <When alert={alert} point={point} />
      <div class="side">
        <Claim alerts={[alert]} />
        <ActButtons alerts={[alert]} what={what} />
      </div>
    </li>
  );
}

/** The value now against the limit; of an event, the value that was read. An old value never looks like a new one. */
function Measured({ alert, point }: { alert: Alert; point: Point | undefined }) {
  if (alert.kind === 'disinfection' || alert.kind === 'stock') {
    return (
      <div class="measured">
        <a href={causeLink(alert)}>{t(alert.kind === 'stock' ? 'alert.supply' : 'alert.slot')}</a>
      </div>
    );
  }
  const condition = point && conditionOf(point, judgedAt.value);
  const ofEvent = alert.kind === 'event';
  const current = condition?.kind === 'current';
  const fresh = !ofEvent && !isOfChange(alert) && current ? condition.value : undefined;
  const value = fresh ?? alert.value;
  const old = !ofEvent && !current;
  const limit = limitText(alert);
  const worst =
    fresh !== undefined && alert.value !== null && alert.value !== fresh && !isSwitch(alert.quantity)
      ? t(alert.upper === false ? 'alert.trough' : 'alert.peak', { value: valueText(alert.value, alert.unit, alert.quantity) })
      : '';
  return (
    <div class={old ? 'measured old' : 'measured'}>
      <span class="value num">
        {value === null ? '—' : valueText(value, alert.unit, alert.quantity)}
        <span class="muted">{limit}</span>
        <span class="muted">{worst}</span>
      </span>
      {value !== null && alert.limit !== null && !isSwitch(alert.quantity) && !isOfChange(alert) && (
        <LimitBar value={value} limit={alert.limit} upper={alert.upper !== false} unit={alert.unit} />
      )}
      {old && <span class="is-no-data">{t('state.no-data')}</span>}
    </div>
  );
}

function When({ alert, point }: { alert: Alert; point: Point | undefined }) {
  const now = serverNow.value;
  const zone = campus.value?.timezone ?? 'UTC';
  const since = Date.parse(alert.since);
  const late = (
    <>
      {alert.late && <span class="tag">{t('alert.late')}</span>}
      {alert.outOfService && <span class="tag">{t('alert.maintained')}</span>}
      {alert.count > 1 && <span class="tag">{t('alert.count', { n: alert.count })}</span>}
    </>
  );
  if (alert.kind === 'event') {
    return (
      <div class="when muted num">
        <span>{t('alert.at', { time: exactTime(since, now, zone) })}</span>
        <Age at={since} />
        {late}
      </div>
    );
  }
  const condition = point && conditionOf(point, judgedAt.value);
  return (
    <div class="when muted num">
      <span>{t('alert.since', { time: clockTime(since, now, zone), duration: duration(now - since) })}</span>
      {condition?.kind === 'current' && <span>{t('alert.updated', { age: age(condition.at, now) })}</span>}
      {late}
    </div>
  );
}
