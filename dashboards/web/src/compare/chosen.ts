import type { Point } from '../api/types';

export const POINTS_MAX = 8;

/** What an address asks for, sorted out. */
export interface Chosen {
  points: Point[];
  /** Ids that nobody knows. */
  unknown: string[];
  /** Ids of other quantities than the first. */
  other: string[];
}

/** The first point that is known says which quantity it is about; each counts once. */
export function chosenOf(query: URLSearchParams, known: ReadonlyMap<string, Point>): Chosen {
  const ids = [...new Set((query.get('points') ?? '').split(',').filter(Boolean))];
  const found = ids.flatMap((id) => known.get(id) ?? []);
  const first = found[0];
  const points = found.filter((p) => p.quantity === first?.quantity && p.unit === first.unit);
  return {
    points: points.slice(0, POINTS_MAX),
    unknown: ids.filter((id) => !known.has(id)),
    other: found.filter((p) => !points.includes(p)).map((p) => p.id),
  };
}

/** Points that hold all words of the search in their name or id; `more` tells how many are left off. */
export function search(
  text: string,
  points: Iterable<Point>,
  chosen: readonly Point[],
  nameOf: (point: Point) => string,
  most: number,
): { found: Point[]; more: number } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const like = chosen[0];
  const found: Point[] = [];
  let more = 0;
  for (const point of points) {
    if (like ? point.quantity !== like.quantity || point.unit !== like.unit : point.event) {
      continue;
    }
    const all = `${nameOf(point)} ${point.id}`.toLowerCase();
    if (!chosen.includes(point) && !chosen.some((c) => c.id === point.id) && words.every((word) => all.includes(word))) {
      if (found.length < most) {
        found.push(point);
      } else {
        more++;
      }
    }
  }
  return { found, more };
}
