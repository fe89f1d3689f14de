import type { Alert, Counts, Gateway, Point } from '../api/types';
import { conditionOf, isBlind, stateNow } from './freshness';

export interface Facts {
  /** True while events come; false when the line is lost. */
  live: boolean;
  now: number;
  points: Iterable<Point>;
  alerts: readonly Alert[];
  gateways: readonly Gateway[];
  troubles: readonly string[];
  counts: Counts;
}

/** One clause of the sentence. */
export type Clause =
  | { say: 'action' | 'info' | 'nodata' | 'gateway'; n: number }
  | { say: 'trouble'; name: string }
  | { say: 'clean' | 'nopoints' };

export interface Verdict {
  /** `unknown` while nothing may be said of the present. */
  tone: 'clean' | 'abnormal' | 'unknown';
  clauses: Clause[];
  critical: number;
  warning: number;
  info: number;
  noData: number;
  normal: number;
  claimed: number;
  gatewaysOnline: number;
}

/**
 * What one sentence says of the campus. Pure. It is clean only when the line lives, at least one point is expected, each
 * expected point is known and normal, each expected gateway is online, and the service has no trouble of its own.
 */
export function judge(facts: Facts): Verdict {
  let normal = 0;
  let noData = 0;
  let expected = 0;
  let unexplained = 0;
  const explained = new Set(facts.alerts.map((a) => a.point));
  for (const point of facts.points) {
    if (!point.expected) {
      continue;
    }
    expected++;
    const condition = conditionOf(point, facts.now);
    const state = stateNow(point, condition);
    noData += isBlind(point, condition) || state === 'no-data' ? 1 : 0;
    normal += state === 'normal' ? 1 : 0;
    // Out of bounds without an alert in the list, for example because somebody shelved it: still not normal.
    unexplained += state !== 'normal' && state !== 'no-data' && !explained.has(point.id) ? 1 : 0;
  }
  noData = Math.max(noData, facts.counts.noData);

  const acting = facts.alerts.filter((a) => a.kind !== 'no-data');
  const of = (severity: string) => acting.filter((a) => a.severity === severity).length;
  const [critical, warning, info] = [of('critical'), of('warning'), of('info')];
  const waiting = facts.gateways.filter((g) => g.expected && g.state === 'waiting').length;
  const lostWithoutAlert = facts.gateways.filter(
    (g) => g.expected && g.state === 'lost' && !facts.alerts.some((a) => a.kind === 'gateway' && a.point === g.id),
  ).length;

  const clauses: Clause[] = [];
  facts.troubles.forEach((name) => clauses.push({ say: 'trouble', name }));
  const count = (say: 'action' | 'info' | 'nodata' | 'gateway', n: number) => {
    if (n > 0) {
      clauses.push({ say, n });
    }
  };
  count('action', critical + warning + unexplained);
  count('info', info);
  count('nodata', noData);
  count('gateway', waiting + lostWithoutAlert);
  // No-data alerts of points that are not in the list any more.
  if (clauses.length === 0 && facts.alerts.length > 0) {
    clauses.push({ say: 'action', n: facts.alerts.length });
  }
  if (clauses.length === 0) {
    clauses.push({ say: expected === 0 ? 'nopoints' : 'clean' });
  }
  const clean = clauses[0]?.say === 'clean';
  return {
    tone: !facts.live ? 'unknown' : clean ? 'clean' : 'abnormal',
    clauses,
    critical,
    warning,
    info,
    noData,
    normal,
    claimed: acting.filter((a) => a.acknowledged && a.severity !== 'info').length,
    gatewaysOnline: facts.gateways.filter((g) => g.state === 'online').length,
  };
}
