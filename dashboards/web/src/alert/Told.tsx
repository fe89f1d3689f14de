import type { AlertWithDeliveries } from '../api/types';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { t } from '../words/words';
import { courseOf } from './course';

/** Who was told when, and what people did. */
export function Told({ alert }: { alert: AlertWithDeliveries }) {
  const now = serverNow.value;
  const zone = campus.value?.timezone ?? 'UTC';
  return (
    <section class="card part" aria-labelledby="told-title">
      <h2 id="told-title">{t('page.told')}</h2>
      <ol class="course">
        {courseOf(alert).map((entry, i) => (
          <li key={i}>
            <time class="muted num">{exactTime(entry.at, now, zone)}</time>
            <span>
              {entry.text}
              {entry.outcome && <b class={entry.failed ? 'is-warning' : ''}> {entry.outcome}</b>}
              {entry.detail && <span class="muted"> {entry.detail}</span>}
            </span>
          </li>
        ))}
      </ol>
      {alert.deliveries.length === 0 && <p class="muted">{t('page.told.none')}</p>}
    </section>
  );
}
