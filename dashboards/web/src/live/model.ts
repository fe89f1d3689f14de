import type { Alert, Canary, Change, Contact, Counts, Drill, Gateway, Point, Site, SiteDuty, Whole } from '../api/types';

/** What the page knows of the campus. Replaced, never changed in place. */
export interface Campus {
  /** Server time of the newest event, milliseconds since 1970. */
  time: number;
  timezone: string;
  sites: Site[];
  contacts: Contact[];
  points: ReadonlyMap<string, Point>;
  /** Another one when points came or moved, the same while only values change. */
  shape: object;
  alerts: Alert[];
  gateways: Gateway[];
  troubles: string[];
  drills: Drill[];
  duty: SiteDuty[];
  canary: Canary | null;
  counts: Counts;
}

export function fromWhole(whole: Whole): Campus {
  return {
    time: Date.parse(whole.time),
    timezone: whole.timezone,
    sites: whole.sites,
    contacts: whole.contacts,
    points: new Map(whole.points.map((point) => [point.id, point])),
    shape: {},
    alerts: whole.alerts,
    gateways: whole.gateways,
    troubles: whole.troubles,
    drills: whole.drills,
    duty: whole.duty,
    canary: whole.canary ?? null,
    counts: whole.verdict,
  };
}

export function withChange(campus: Campus, change: Change): Campus {
  let { points, shape } = campus;
  if (change.points.length > 0) {
    const next = new Map(campus.points);
    change.points.forEach((point) => next.set(point.id, point));
    points = next;
    const moved = change.points.some((point) => {
      const before = campus.points.get(point.id);
      return before?.site !== point.site || before.area !== point.area;
    });
    shape = moved ? {} : shape;
  }
  return {
    ...campus,
    time: Date.parse(change.time),
    points,
    shape,
    alerts: change.alerts,
    gateways: change.gateways,
    troubles: change.troubles,
    drills: change.drills,
    duty: change.duty,
    canary: change.canary ?? null,
    counts: change.verdict,
  };
}

/** True when a new point names an area that the whole did not have: names of places come only with a whole. */
export function hasUnknownPlace(campus: Campus, change: Change): boolean {
  return change.points.some(
    (point) =>
      campus.points.get(point.id)?.area !== point.area &&
      !campus.sites.some((s) => s.id === point.site && s.areas.some((a) => a.path === point.area)),
  );
}

/** What somebody just did shows at once; the next event confirms it. */
export function withAlert(campus: Campus, alert: Alert): Campus {
  const alerts =
    alert.state === 'active'
      ? campus.alerts.map((a) => (a.id === alert.id ? alert : a))
      : campus.alerts.filter((a) => a.id !== alert.id);
  return { ...campus, alerts };
}
