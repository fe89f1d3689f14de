import { acknowledge, close, type Answer } from '../api/http';
import type { Alert } from '../api/types';
import { apply } from '../live/stream';
import { t } from '../words/words';

/** Why an act did not succeed; empty when it did. */
export type Outcome = string;

/** Claims each alert that nobody has claimed yet. */
export function acknowledgeAll(alerts: readonly Alert[]): Promise<Outcome> {
  return each(
    alerts.filter((a) => !a.acknowledged),
    (alert) => acknowledge(alert.id),
  );
}

export function handleAll(alerts: readonly Alert[], note: string): Promise<Outcome> {
  return each(alerts, (alert) => close(alert.id, note));
}

async function each(alerts: readonly Alert[], act: (alert: Alert) => Promise<Answer<Alert>>): Promise<Outcome> {
  for (const alert of alerts) {
    const answer = await act(alert);
    if (!answer.ok) {
      return explain(answer);
    }
    apply(answer.value);
  }
  return '';
}

function explain(answer: Answer<unknown> & { ok: false }): Outcome {
  switch (answer.status) {
    case 0:
      return t('act.unreachable');
    case 409:
      return t('act.gone');
    default:
      return t('act.failed', { detail: answer.detail });
  }
}
