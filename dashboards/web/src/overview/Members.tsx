import type { Signal } from '@preact/signals';
import { ActButtons } from '../alert/ActButtons';
import { deviceOf, placeText, quantityText } from '../format/place';
import { clockTime } from '../format/time';
import { valueText } from '../format/value';
import { campus, judgedAt, serverNow } from '../live/stream';
import { alertLink } from '../route';
import { quantityOf, reasonOf, type Silent } from '../situation/exceptions';
import { conditionOf } from '../situation/freshness';
import { t, wordOf } from '../words/words';
import { Claim } from './Claim';

/** Why nothing is known, in words. */
export function reasonText(silent: Silent): string {
  const reason = reasonOf(silent);
  return reason ? wordOf('reason', reason) : t('reason.silent');
}

/** The last value with its time; never shown as one of now. */
export function LastKnown({ silent }: { silent: Silent }) {
  const now = serverNow.value;
  const condition = silent.point && conditionOf(silent.point, judgedAt.value);
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

const panelId = (id: string) => `members-${id.replaceAll(/[^\w-]/g, '-')}`;

export function MembersToggle({ n, open, id }: { n: number; open: Signal<boolean>; id: string }) {
  return (
    <button
      type="button"
      class="toggle"
      aria-expanded={open.value}
      aria-controls={panelId(id)}
      data-testid={`show-${panelId(id)}`}
      onClick={() => (open.value = !open.value)}
    >
      <svg class="chevron" viewBox="0 0 10 10" aria-hidden="true">
        <path d="m3 1 4 4-4 4" />
      </svg>
      {t('alert.members', { n })}
    </button>
  );
}

/** The points of a group one by one, each with its own buttons. */
export function Members({ silent, id }: { silent: readonly Silent[]; id: string }) {
  return (
    <ul class="members" id={panelId(id)}>
      {silent.map((s) => (
        <Member key={s.id} silent={s} />
      ))}
    </ul>
  );
}

function Member({ silent }: { silent: Silent }) {
  const { alert } = silent;
  const from = silent.point ?? alert;
  const place = from ? placeText(campus.value, from.site, from.area) : silent.id;
  const name = `${place} · ${quantityText(quantityOf(silent))}`;
  return (
    <li data-testid={alert && `alert-${alert.id}`}>
      <span>
        {alert ? <a href={alertLink(alert.id)}>{name}</a> : name} <span class="muted">{deviceOf(silent.id)}</span>
      </span>
      <span>{reasonText(silent)}</span>
      <LastKnown silent={silent} />
      <span class="side">
        {alert && (
          <>
            <Claim alerts={[alert]} />
            <ActButtons alerts={[alert]} what={name} />
          </>
        )}
      </span>
    </li>
  );
}
