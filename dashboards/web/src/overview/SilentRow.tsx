import { ActButtons } from '../alert/ActButtons';
import { useSignal } from '@preact/signals';
import { StateMark } from '../frame/Icon';
import { deviceOf, gatewayText, ownerText, placeText, quantityText } from '../format/place';
import { clockTime, duration } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { alertLink } from '../route';
import { alertsOf, quantityOf, type Exception } from '../situation/exceptions';
import { t } from '../words/words';
import { alertName } from './AlertRow';
import { Claim } from './Claim';
import { LastKnown, Members, MembersToggle, reasonText } from './Members';

type GatewayException = Exception & { kind: 'gateway' };
type SilentException = Exception & { kind: 'silent' };

const unique = (words: string[]) => [...new Set(words)];

/** Points without data behind a gateway that is there: of one area, or of many with one cause. */
export function SilentRow({ row }: { row: SilentException }) {
  const open = useSignal(false);
  const known = campus.value;
  const [area = ''] = row.areas;
  const many = row.areas.length > 1;
  const [only] = row.silent.length === 1 ? row.silent : [];
  const title = many ? gatewayText(known, row.gateway) : placeText(known, row.site, area);
  const parts = many
    ? [t('alert.areas', { n: row.areas.length }), row.gateway]
    : [
        unique(row.silent.map((s) => quantityText(quantityOf(s)))).join(t('join.list')),
        ownerText(known, row.site, area),
        unique(row.silent.map((s) => deviceOf(s.id))).join(t('join.list')),
      ];
  return (
    <li class="row is-no-data" data-testid={only?.alert && `alert-${only.alert.id}`} data-state="no-data">
      <StateMark state="no-data" />
      <div class="place">
        {only?.alert ? <a href={alertLink(only.alert.id)}>{title}</a> : <b>{title}</b>}
        <span class="muted">{parts.join(' · ')}</span>
      </div>
      <div class="measured">
        <span class="reason">{unique(row.silent.map(reasonText)).join(t('join.list'))}</span>
        {only ? <LastKnown silent={only} /> : <MembersToggle n={row.silent.length} open={open} id={row.key} />}
      </div>
      <Since row={row} />
      <Side row={row} what={title + t('join') + t('alert.nodata')} />
      {open.value && <Members silent={row.silent} id={row.key} />}
    </li>
  );
}

/** A gateway that is away, with all points behind it. */
export function GatewayRow({ row }: { row: GatewayException }) {
  const open = useSignal(false);
  const known = campus.value;
  const zone = known?.timezone ?? 'UTC';
  const state = row.alert?.severity ?? 'no-data';
  const unnamed = row.known?.state === 'lost' ? 'alert.gateway.lost' : 'alert.gateway.waiting';
  const title = row.alert ? alertName(row.alert) : t(unnamed);
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
        <span class="reason num">
          {seen
            ? t('alert.lastseen', { time: clockTime(Date.parse(seen), serverNow.value, zone) })
            : t('alert.neverseen')}
        </span>
        {row.silent.length > 0 && <MembersToggle n={row.silent.length} open={open} id={row.key} />}
      </div>
      <Since row={row} />
      <Side row={row} what={name + t('join') + title} />
      {open.value && <Members silent={row.silent} id={row.key} />}
    </li>
  );
}

function Since({ row }: { row: Exception }) {
  const now = serverNow.value;
  const alerts = alertsOf(row);
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

function Side({ row, what }: { row: Exception; what: string }) {
  const alerts = alertsOf(row);
  return (
    <div class="side">
      <Claim alerts={alerts} />
      {alerts.length > 0 && <ActButtons alerts={alerts} what={what} />}
    </div>
  );
}
