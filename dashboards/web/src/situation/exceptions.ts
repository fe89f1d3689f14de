import type { Alert, Gateway, Point } from '../api/types';
import { conditionOf, isBlind, stateNow } from './freshness';
import { grouped } from './grouped';
import { byQuantity } from './quantities';

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
  | { kind: 'silent'; key: string; gateway: string; site: string; areas: string[]; silent: Silent[] };

const RANK = { critical: 0, warning: 1, info: 3 } as const;
const SILENT_RANK = 2;
/** From here on it is one cause in many places rather than many causes. */
const MANY_AREAS = 3;

export const gatewayOf = (pointId: string) => pointId.slice(0, Math.max(0, pointId.indexOf(':')));

/**
 * Everything that is not normal, worst first; what nobody has claimed before what somebody has, the oldest first. Points
 * without data come as one row for their gateway when that is away or when the same reason has many of its areas (a cut
 * line), else as one row for each area.
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
    // All but silences, which are gathered by gateway.
    if (alert.kind !== 'no-data' && alert.kind !== 'gateway') {
      const point = points.get(alert.point);
      rows.push({ kind: 'alert', key: alert.id, alert, ...(point && { point }) });
    }
  }
  const left: Silent[] = [];
  for (const silent of silentPoints(alerts, points, now)) {
    (away.get(gatewayOf(silent.id))?.silent ?? left).push(silent);
  }
  rows.push(...silentRows(left));
  return rows.sort((a, b) => rank(a) - rank(b) || claimed(a) - claimed(b) || since(a) - since(b));
}

function awayRow(id: string, site: string, known?: Gateway, alert?: Alert): Exception & { kind: 'gateway' } {
  return { kind: 'gateway', key: `gateway|${id}`, gateway: id, site, ...(known && { known }), ...(alert && { alert }), silent: [] };
}

const areaOf = (silent: Silent) => silent.point?.area ?? silent.alert?.area ?? '';
export const quantityOf = (silent: Silent) => silent.point?.quantity ?? silent.alert?.quantity ?? '';
export const reasonOf = (silent: Silent) => silent.point?.reason ?? silent.alert?.reason ?? '';

function silentRows(silent: readonly Silent[]): Exception[] {
  const rows: Exception[] = [];
  for (const [key, sameCause] of grouped(silent, (s) => `${gatewayOf(s.id)}|${reasonOf(s)}`)) {
    const byArea = grouped(sameCause, areaOf);
    const parts = byArea.size >= MANY_AREAS ? [sameCause] : [...byArea.values()];
    for (const part of parts) {
      const areas = [...new Set(part.map(areaOf))];
      const [first] = part;
      if (first) {
        const site = first.point?.site ?? first.alert?.site ?? '';
        rows.push({ kind: 'silent', key: `${key}|${areas[0]}`, gateway: gatewayOf(first.id), site, areas, silent: part });
      }
    }
  }
  return rows;
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
  const named = [...found.values()].map((silent) => ({ silent, id: silent.id, quantity: quantityOf(silent) }));
  return named.sort(byQuantity).map((n) => n.silent);
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
