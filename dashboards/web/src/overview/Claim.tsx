import type { Alert } from '../api/types';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { t } from '../words/words';

/** Who took care and when, once everything in the row is taken care of. */
export function Claim({ alerts }: { alerts: readonly Alert[] }) {
  const marks = alerts.flatMap((a) => (a.acknowledged ? [a.acknowledged] : []));
  const last = marks.at(-1);
  if (!last || marks.length < alerts.length) {
    return null;
  }
  const zone = campus.value?.timezone ?? 'UTC';
  const time = clockTime(Date.parse(last.at), serverNow.value, zone);
  return <span class="claim muted num">{t('alert.acknowledged', { by: last.by, time })}</span>;
}
