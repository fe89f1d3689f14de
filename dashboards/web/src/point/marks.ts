import type { Alert } from '../api/types';
import type { Marks } from './api';

/** Something that happened at one time, for the list below the chart and the signs on it. */
export type Mark =
  | { kind: 'alert'; at: number; until: number | null; alert: Alert }
  | { kind: 'ack'; at: number; alert: Alert; by: string }
  | { kind: 'closed'; at: number; alert: Alert; by: string; note: string }
  | { kind: 'maintenance'; at: number; until: number; reason: string; by: string }
  | { kind: 'swap'; at: number; serial: string; before: string; person: string };

/** Oldest first. What an alert went through becomes a mark each. */
export function marksOf(marks: Marks): Mark[] {
  const list: Mark[] = [];
  for (const alert of marks.alerts) {
    const until = alert.endedAt ? Date.parse(alert.endedAt) : null;
    list.push({ kind: 'alert', at: Date.parse(alert.since), until, alert });
    if (alert.acknowledged) {
      list.push({ kind: 'ack', at: Date.parse(alert.acknowledged.at), alert, by: alert.acknowledged.by });
    }
    if (alert.closed) {
      const { at, by, note = '' } = alert.closed;
      list.push({ kind: 'closed', at: Date.parse(at), alert, by, note });
    }
  }
  for (const { from, until, reason, by } of marks.maintenance) {
    list.push({ kind: 'maintenance', at: Date.parse(from), until: Date.parse(until), reason, by });
  }
  for (const { time, serial, before, person } of marks.instruments) {
    list.push({ kind: 'swap', at: Date.parse(time), serial, before, person });
  }
  return list.sort((a, b) => a.at - b.at);
}
