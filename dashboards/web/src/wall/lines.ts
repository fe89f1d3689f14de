import type { PointState } from '../api/types';
import { gatewayText, placeText, quantityText } from '../format/place';
import { valueText } from '../format/value';
import type { Campus } from '../live/model';
import { alertName } from '../overview/AlertRow';
import { reasonText } from '../overview/Members';
import { alertsOf, quantityOf, type Exception } from '../situation/exceptions';
import { conditionOf } from '../situation/freshness';
import { t } from '../words/words';

/** What a line of the wall says. */
export interface Line {
  key: string;
  state: PointState;
  place: string;
  what: string;
  /** The value now, or of the event; empty when there is none that counts. */
  value: string;
  /** When it began; undefined while there is no alert yet. */
  since: number | undefined;
  /** Who took care of all of it; undefined while nobody did. */
  by: string | undefined;
  /** True when there is something to acknowledge. */
  alerted: boolean;
}

export function lineOf(row: Exception, campus: Campus, now: number): Line {
  const alerts = alertsOf(row);
  const marks = alerts.flatMap((a) => (a.acknowledged ? [a.acknowledged] : []));
  const since = alerts.length > 0 ? Math.min(...alerts.map((a) => Date.parse(a.since))) : undefined;
  const by = alerts.length > 0 && marks.length === alerts.length ? marks.at(-1)?.by : undefined;
  return { key: row.key, ...wordsOf(row, campus, now), since, by, alerted: alerts.length > 0 };
}

function wordsOf(row: Exception, campus: Campus, now: number): Pick<Line, 'state' | 'place' | 'what' | 'value'> {
  switch (row.kind) {
    case 'alert':
      return {
        state: row.alert.severity,
        place: placeText(campus, row.alert.site, row.alert.area, true),
        what: alertName(row.alert),
        value: valueOf(row, now),
      };
    case 'gateway':
      return {
        state: row.alert?.severity ?? 'no-data',
        place: gatewayText(campus, row.gateway),
        what: row.alert ? alertName(row.alert) : t(row.known?.state === 'lost' ? 'alert.gateway.lost' : 'alert.gateway.waiting'),
        value: row.silent.length > 0 ? t('alert.members', { n: row.silent.length }) : '',
      };
    case 'silent': {
      const [area = ''] = row.areas;
      const reasons = [...new Set(row.silent.map(reasonText))].join(t('join.list'));
      const quantities = [...new Set(row.silent.map((s) => quantityText(quantityOf(s))))].join(t('join.list'));
      const many = row.areas.length > 1;
      return {
        state: 'no-data',
        place: many ? gatewayText(campus, row.gateway) : placeText(campus, row.site, area, true),
        what: `${many ? t('alert.areas', { n: row.areas.length }) : quantities} · ${reasons}`,
        value: t('alert.members', { n: row.silent.length }),
      };
    }
  }
}

function valueOf(row: Exception & { kind: 'alert' }, now: number): string {
  const { alert, point } = row;
  const condition = point && conditionOf(point, now);
  const value = alert.kind === 'event' ? alert.value : condition?.kind === 'current' ? condition.value : null;
  return value === null || value === undefined ? '' : valueText(value, alert.unit, alert.quantity);
}
