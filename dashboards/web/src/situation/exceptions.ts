import type { Alert, Gateway, Point } from '../api/types';
import { conditionOf, isBlind, stateNow } from './freshness';

/** A point of which nothing is known, with its alert once there is one. */
export interface Silent {
  id: string;
  point?: Point;
  alert?: Alert;
}

/** One row of what needs attention. */
export type Exception =
  | { kind: 'alert'; key: string; alert: Alert; point?: Point }
  | { kind: 'gateway'; key: string; gateway: string; site: string; known?: Gateway; alert?: Alert; silent: Silent[] }
  | { kind: 'silent'; key: string; gateway: string; site: string; area: string; silent: Silent[] };

const RANK = { critical: 0, warning: 1, info: 3 } as const;
const SILENT_RANK = 2;

export const gatewayOf = (pointId: string) => pointId.slice(0, Math.max(0, pointId.indexOf(':')));

/**
 * Everything that is not normal, worst first; what nobody has claimed before what somebody has, the oldest first. Points
 * without data come as one row for their gateway when that is away, else as one row for each area.
 */
export function exceptionsOf(
  alerts: readonly Alert[],
  points: ReadonlyMap<string, Point>,
  gateways: readonly Gateway[],
  now: number,
): Exception[] {
  const rows: Exception[] = [];
  const away = new Map<string, Exception & { kind: 'gateway' }>();
  const gatewayAlerts = new Map(alerts.filter((a) => a.kind === 'gateway').map((a) => [a.point, a]));
  for (const gateway of gateways) {
    const alert = gatewayAlerts.get(gateway.id);
    gatewayAlerts.delete(gateway.id);
    if (alert || (gateway.expected && gateway.state !== 'online')) {
      away.set(gateway.id, awayRow(gateway.id, gateway.site, gateway, alert));
    }
  }
  gatewayAlerts.forEach((alert, id) => away.set(id, awayRow(id, alert.site, undefined, alert)));
  rows.push(...away.values());

  for (const alert of alerts) {
    if (alert.kind === 'threshold' || alert.kind === 'event') {
      const point = points.get(alert.point);
      rows.push({ kind: 'alert', key: alert.id, alert, ...(point && { point }) });
    }
  }
  const byArea = new Map<string, Exception & { kind: 'silent' }>();
  for (const silent of silentPoints(alerts, points, now)) {
    const gateway = gatewayOf(silent.id);
    const site = silent.point?.site ?? silent.alert?.site ?? '';
    const area = silent.point?.area ?? silent.alert?.area ?? '';
    const key = `${gateway}|${site}|${area}`;
    const ofGateway = away.get(gateway);
    const row = byArea.get(key);
    if (ofGateway) {
      ofGateway.silent.push(silent);
    } else if (row) {
      row.silent.push(silent);
    } else {
      byArea.set(key, { kind: 'silent', key, gateway, site, area, silent: [silent] });
    }
  }
  rows.push(...byArea.values());
  return rows.sort((a, b) => rank(a) - rank(b) || claimed(a) - claimed(b) || since(a) - since(b));
}

function awayRow(id: string, site: string, known?: Gateway, alert?: Alert): Exception & { kind: 'gateway' } {
  return { kind: 'gateway', key: `gateway|${id}`, gateway: id, site, ...(known && { known }), ...(alert && { alert }), silent: [] };
}

function silentPoints(alerts: readonly Alert[], points: ReadonlyMap<string, Point>, now: number): Silent[] {
  const found = new Map<string, Silent>();
  for (const alert of alerts) {
    if (alert.kind === 'no-data') {
      const point = points.get(alert.point);
      found.set(alert.point, { id: alert.point, alert, ...(point && { point }) });
    }
  }
  for (const point of points.values()) {
    const condition = conditionOf(point, now);
    const blind = isBlind(point, condition) || stateNow(point, condition) === 'no-data';
    if (point.expected && blind && !found.has(point.id)) {
      found.set(point.id, { id: point.id, point });
    }
  }
  return [...found.values()];
}

/** The alerts of a row that its button acknowledges. */
export function alertsOf(row: Exception): Alert[] {
  const own = row.kind !== 'silent' && row.alert ? [row.alert] : [];
  const silent = row.kind === 'alert' ? [] : row.silent.flatMap((s) => (s.alert ? [s.alert] : []));
  return [...own, ...silent];
}

function rank(row: Exception): number {
  const alert = row.kind === 'silent' ? undefined : row.alert;
  return alert ? RANK[alert.severity] : SILENT_RANK;
}

function claimed(row: Exception): number {
  const alerts = alertsOf(row);
  return alerts.length > 0 && alerts.every((a) => a.acknowledged) ? 1 : 0;
}

function since(row: Exception): number {
  return Math.min(...alertsOf(row).map((a) => Date.parse(a.since)), Number.MAX_SAFE_INTEGER);
}
