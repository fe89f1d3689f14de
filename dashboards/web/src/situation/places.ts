import type { Area, Point, Site } from '../api/types';
import { grouped } from './grouped';
import { byQuantity } from './quantities';

/** An area with what is measured there. */
export interface Room {
  area: Area;
  /** The area's name without that of its building. */
  shortName: string;
  /** Full ids, in the order in which people look for things. */
  points: string[];
}

export interface Building {
  /** First part of the paths of its areas. */
  id: string;
  name: string;
  /** Set when the areas share no name, and the building goes by the name of its first. */
  mixed?: boolean;
  rooms: Room[];
}

export interface Place {
  site: Site;
  name: string;
  buildings: Building[];
}

/** Sites with their buildings, areas and points, in the order of the campus file. Values are no part of it. */
export function placesOf(sites: readonly Site[], points: Iterable<Point>, english: boolean): Place[] {
  const byArea = grouped(points, (point) => `${point.site}|${point.area}`);
  return sites.map((site) => {
    const name = nameOf(site, english);
    const byBuilding = grouped(site.areas, (area) => area.path.split('/')[0] ?? area.path);
    const buildings = [...byBuilding].map(([id, areas]) => {
      const known = site.buildings.find((building) => building.id === id);
      const names = areas.map((area) => nameOf(area, english));
      const shared = sharedName(names, name);
      const rooms = areas.map((area, i) => ({
        area,
        shortName: shared ? shorten(names[i] ?? area.path, shared) : (names[i] ?? area.path),
        points: (byArea.get(`${site.id}|${area.path}`) ?? []).sort(byQuantity).map((point) => point.id),
      }));
      const called = known ? nameOf(known, english) : shared;
      return { id, name: called || (names[0] ?? id), rooms, ...(!called && areas.length > 1 && { mixed: true }) };
    });
    return { site, name, buildings };
  });
}

const nameOf = (of: { name: string; nameEn: string }, english: boolean) => (english ? of.nameEn : of.name);

/** What is known now of the points of some rooms. */
export function pointsIn(rooms: readonly Room[], points: ReadonlyMap<string, Point>): Point[] {
  return rooms.flatMap((room) => room.points.flatMap((id) => points.get(id) ?? []));
}

/**
 * What all areas of a building begin with is the name of a building that has none, unless it is only the name of the
 * site.
 */
export function sharedName(names: readonly string[], siteName: string): string {
  const [first = '', ...others] = names;
  if (others.length === 0) {
    return '';
  }
  let length = first.length;
  for (const other of others) {
    let i = 0;
    while (i < length && first[i] === other[i]) {
      i++;
    }
    length = i;
  }
  let shared = first.slice(0, length);
  const comma = Math.max(shared.lastIndexOf(','), shared.lastIndexOf('，'));
  // In languages with spaces a name ends at a comma or a word, never inside a word.
  if (comma > 0) {
    shared = shared.slice(0, comma);
  } else if (/[a-z]$/i.test(shared) && names.some((name) => /^[a-z]/i.test(name.slice(length)))) {
    shared = shared.slice(0, shared.lastIndexOf(' ') + 1);
  }
  shared = shared.replace(/[\s\d,，·-]+$/u, (tail) => (comma > 0 ? tail : ''));
  return shared.length < 2 || shared === siteName ? '' : shared.trim();
}

function shorten(name: string, shared: string): string {
  const rest = name.slice(shared.length).replace(/^[\s,，·-]+/u, '');
  return rest ? rest.charAt(0).toUpperCase() + rest.slice(1) : name;
}
