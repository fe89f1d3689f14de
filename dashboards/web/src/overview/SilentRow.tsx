import { ActButtons } from '../alert/ActButtons';
import { StateMark } from '../frame/Icon';
import { deviceOf, gatewayText, ownerText, placeText, quantityText } from '../format/place';
import { clockTime, duration } from '../format/time';
import { valueText } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { alertLink } from '../route';
import { alertsOf, type Exception, type Silent } from '../situation/exceptions';
import { conditionOf } from '../situation/freshness';
import { t, wordOf } from '../words/words';
import { alertName } from './AlertRow';
import { Claim } from './Claim';

type GatewayException = Exception & { kind: 'gateway' };
type SilentException = Exception & { kind: 'silent' };

/** Points without data in one area, behind a gateway that is there. */
export function SilentRow({ row }: { row: SilentException }) {
  const known = campus.value;
  const alerts = alertsOf(row);
  const place = placeText(known, row.site, row.area);
  const [only] = row.silent.length === 1 ? row.silent : [];
  const reasons = [...new Set(row.silent.map(reasonText))];
  const devices = [...new Set(row.silent.map((s) => deviceOf(s.id)))];
  return (
    <li class="row is-no-data" data-testid={only?.alert && `alert-${only.alert.id}`} data-state="no-data">
      <StateMark state="no-data" />
      <div class="place">
        {only?.alert ? <a href={alertLink(only.alert.id)}>{place}</a> : <b>{place}</b>}
        <span class="muted">
          {row.silent.map((s) => quantityText(quantityOf(s))).join('、')} · {ownerText(known, row.site, row.area)} ·{' '}
          {devices.join(' ')}
        </span>
      </div>
      <div class="measured">
        <span class="reason">{reasons.join(' · ')}</span>
        {only ? <LastKnown silent={only} /> : <Members silent={row.silent} />}
      </div>
      <Since alerts={alerts} />
      <Side row={row} what={`${place}，${t('alert.nodata')}`} />
    </li>
  );
}

/** A gateway that is away, with all points behind it. */
export function GatewayRow({ row }: { row: GatewayException }) {
  const known = campus.value;
  const zone = known?.timezone ?? 'UTC';
  const state = row.alert?.severity ?? 'no-data';
  const title = row.alert ? alertName(row.alert) : t(row.known?.state === 'lost' ? 'alert.gateway.lost' : 'alert.gateway.waiting');
  const name = gatewayText(known, row.gateway);
  const seen = row.known?.lastSeen;
  return (
    <li class={`row is-${state}`} data-testid={row.alert && `alert-${row.alert.id}`} data-state={state}>
      <StateMark state={state} />
      <div class="place">
        {row.alert ? <a href={alertLink(row.alert.id)}>{name}</a> : <b>{name}</b>}
        <span class="muted">
          {title} · {row.gateway}
        </span>
      </div>
      <div class="measured">
        <span class="reason">
          {seen
            ? t('alert.lastseen', { time: clockTime(Date.parse(seen), serverNow.value, zone) })
            : t('alert.neverseen')}
        </span>
        {row.silent.length > 0 && <Members silent={row.silent} />}
      </div>
      <Since alerts={alertsOf(row)} />
      <Side row={row} what={`${name}，${title}`} />
    </li>
  );
}

const quantityOf = (silent: Silent) => silent.point?.quantity ?? silent.alert?.quantity ?? '';

/** Why nothing is known, in words. */
function reasonText(silent: Silent): string {
  const reason = silent.point?.reason ?? silent.alert?.reason;
  return reason ? wordOf('reason', reason) : t('reason.silent');
}

function LastKnown({ silent }: { silent: Silent }) {
  const now = serverNow.value;
  const condition = silent.point && conditionOf(silent.point, now);
  const last = condition?.kind === 'unavailable' ? condition.last : condition?.kind === 'stale' ? condition : undefined;
  if (!silent.point || !last) {
    return <span class="muted">{t('alert.last.none')}</span>;
  }
  return (
    <span class="muted num">
      {t('alert.last', {
        value: valueText(last.value, silent.point.unit, silent.point.quantity),
        time: clockTime(last.at, now, campus.value?.timezone ?? 'UTC'),
      })}
    </span>
  );
}

function Members({ silent }: { silent: readonly Silent[] }) {
  return (
    <details class="members">
      <summary>{t('alert.members', { n: silent.length })}</summary>
      <ul>
        {silent.map((s) => (
          <li key={s.id} data-testid={s.alert && `alert-${s.alert.id}`}>
            <span>
              {s.alert ? <a href={alertLink(s.alert.id)}>{quantityText(quantityOf(s))}</a> : quantityText(quantityOf(s))}{' '}
              <span class="muted">{deviceOf(s.id)}</span>
            </span>
            <span class="muted">{reasonText(s)}</span>
            <LastKnown silent={s} />
            {s.alert && <ActButtons alerts={[s.alert]} what={`${deviceOf(s.id)} ${quantityText(quantityOf(s))}`} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Since({ alerts }: { alerts: ReturnType<typeof alertsOf> }) {
  const now = serverNow.value;
  if (alerts.length === 0) {
    return <div class="when muted">{t('alert.noalert')}</div>;
  }
  const since = Math.min(...alerts.map((a) => Date.parse(a.since)));
  const zone = campus.value?.timezone ?? 'UTC';
  return (
    <div class="when muted num">
      {t('alert.since', { time: clockTime(since, now, zone), duration: duration(now - since) })}
    </div>
  );
}

function Side({ row, what }: { row: GatewayException | SilentException; what: string }) {
  const alerts = alertsOf(row);
  return (
    <div class="side">
      <Claim alerts={alerts} />
      {alerts.length > 0 && <ActButtons alerts={alerts} what={what} />}
    </div>
  );
}
