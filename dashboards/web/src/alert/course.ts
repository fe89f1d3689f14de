import type { AlertWithDeliveries, Delivery } from '../api/types';
import { t, type Key } from '../words/words';

/** One line of what happened to an alert. */
export interface Entry {
  at: number;
  text: string;
  /** What became of it; of a message whether it arrived. */
  outcome?: string;
  failed?: boolean;
  detail?: string;
}

/** Everything that happened to an alert, oldest first. Pure but for the language. */
export function courseOf(alert: AlertWithDeliveries): Entry[] {
  const entries: Entry[] = [];
  const add = (at: string | undefined, text: string) => {
    if (at) {
      entries.push({ at: Date.parse(at), text });
    }
  };
  add(alert.since, t('page.event.begin'));
  add(alert.activeAt, t('page.event.active'));
  alert.deliveries.forEach((delivery) => entries.push(told(delivery)));
  if (alert.acknowledged) {
    add(alert.acknowledged.at, t('page.event.ack', { by: alert.acknowledged.by }));
  }
  if (alert.closed) {
    add(alert.closed.at, t('page.event.closed', { by: alert.closed.by, note: alert.closed.note ?? '' }));
  }
  // Closing ends an alert, too; that it recovered is said only when it did.
  if (alert.endedAt && alert.endedAt !== alert.closed?.at) {
    add(alert.endedAt, t('page.event.ended'));
  }
  return entries.sort((a, b) => a.at - b.at);
}

function told(delivery: Delivery): Entry {
  const kind = delivery.kind === 'active' || delivery.kind === 'recovered' ? delivery.kind : 'other';
  return {
    at: Date.parse(delivery.sent ?? delivery.created),
    text: t(`page.delivery.${kind}`, { kind: delivery.kind, channel: [delivery.channel, delivery.person].filter(Boolean).join(' · ') }),
    outcome: t(`page.delivery.${delivery.state}` as Key, { n: delivery.attempts }),
    failed: delivery.state !== 'sent',
    ...(delivery.error && { detail: delivery.error }),
  };
}
