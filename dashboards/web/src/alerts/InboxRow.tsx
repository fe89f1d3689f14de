import type { Alert } from '../api/types';
import { StateMark } from '../frame/Icon';
import { deviceOf, gatewayText, placeText, quantityText } from '../format/place';
import { clockTime, duration } from '../format/time';
import { valueText } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { alertName, limitText } from '../overview/AlertRow';
import { alertLink } from '../route';
import { t } from '../words/words';
import { say } from './words';

/** One line of the list; all of it leads to the alert. */
export function InboxRow({ alert }: { alert: Alert }) {
  const known = campus.value;
  const ongoing = alert.state === 'active' || alert.state === 'pending';
  const tone = ongoing ? (alert.kind === 'no-data' ? 'no-data' : alert.severity) : 'normal';
  const place = alert.kind === 'gateway' ? gatewayText(known, alert.point) : placeText(known, alert.site, alert.area);
  return (
    <li class={`is-${tone}`}>
      <a href={alertLink(alert.id)} data-testid={`row-${alert.id}`} data-state={alert.state}>
        <StateMark state={ongoing ? (alert.kind === 'no-data' ? 'no-data' : alert.severity) : 'normal'} word={t(`state.${alert.severity}`)} />
        <span class="what">
          <b>{alertName(alert)}</b>
          <span class="muted">
            {[place, alert.kind === 'no-data' && quantityText(alert.quantity), deviceOf(alert.point)].filter(Boolean).join(' · ')}
          </span>
          <Tags alert={alert} />
        </span>
        <Worst alert={alert} />
        <When alert={alert} ongoing={ongoing} />
        <Handling alert={alert} ongoing={ongoing} />
      </a>
    </li>
  );
}

function Worst({ alert }: { alert: Alert }) {
  return (
    <span class="worst num">
      {alert.value !== null && <b>{valueText(alert.value, alert.unit, alert.quantity)}</b>}
      {alert.value !== null && <span class="muted">{limitText(alert)}</span>}
    </span>
  );
}

function Tags({ alert }: { alert: Alert }) {
  const until = alert.shelved && Date.parse(alert.shelved.until);
  const zone = campus.value?.timezone ?? 'UTC';
  const tags = [
    alert.count > 1 && t('alert.count', { n: alert.count }),
    alert.late && t('alert.late'),
    alert.outOfService && t('alert.maintained'),
    until && until > serverNow.value && say('row.shelved', { time: clockTime(until, serverNow.value, zone) }),
  ].filter(Boolean);
  return tags.length === 0 ? null : (
    <span class="tags">
      {tags.map((tag) => (
        <span key={String(tag)} class="tag">
          {tag}
        </span>
      ))}
    </span>
  );
}

function When({ alert, ongoing }: { alert: Alert; ongoing: boolean }) {
  const now = serverNow.value;
  const since = Date.parse(alert.since);
  const ended = alert.endedAt ? Date.parse(alert.endedAt) : now;
  const lasted = duration(ended - since);
  return (
    <span class="when muted num">
      <span>{say('row.began', { time: clockTime(since, now, campus.value?.timezone ?? 'UTC') })}</span>
      {alert.kind !== 'event' && <span>{ongoing ? say('row.since', { duration: lasted }) : say('row.lasted', { duration: lasted })}</span>}
    </span>
  );
}

function Handling({ alert, ongoing }: { alert: Alert; ongoing: boolean }) {
  if (alert.closed) {
    return (
      <span class="handling muted">
        {say('row.closed', { by: alert.closed.by })}
        <span class="note">{alert.closed.note}</span>
      </span>
    );
  }
  const claimed = alert.acknowledged && say('row.claimed', { by: alert.acknowledged.by });
  return (
    <span class={`handling ${ongoing && claimed ? 'muted' : ''}`}>
      {ongoing ? (claimed ?? <b>{say('row.unclaimed')}</b>) : <>{say('row.recovered')} · {say('row.open')}</>}
    </span>
  );
}
