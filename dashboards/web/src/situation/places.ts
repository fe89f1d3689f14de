import type { Area, Point, Site } from '../api/types';
import { grouped } from './grouped';
import { byQuantity } from './quantities';

/** An area with what is measured there. */
export interface Room {
  area: Area;
  /** The area's name without that of its building. */
  shortName: string;
  points: Point[];
}

export interface Building {
  /** First segment of the area path. */
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

/** Sites with their buildings, areas and points, in the order of the campus file. */
export function placesOf(sites: readonly Site[], points: Iterable<Point>, english: boolean): Place[] {
  const byArea = grouped(points, (point) => `${point.site}|${point.area}`);
  return sites.map((site) => {
    const siteName = english ? site.nameEn : site.name;
    const byBuilding = grouped(site.areas, (area) => area.path.split('/')[0] ?? area.path);
    const buildings = [...byBuilding].map(([id, areas]) => {
      const names = areas.map((area) => (english ? area.nameEn : area.name));
      const shared = sharedName(names, siteName);
      const rooms = areas.map((area, i) => ({
        area,
        shortName: shared ? shorten(names[i] ?? area.path, shared) : (names[i] ?? area.path),
        points: (byArea.get(`${site.id}|${area.path}`) ?? []).sort(byQuantity),
      }));
      const name = shared || (names[0] ?? id);
      return { id, name, rooms, ...(!shared && areas.length > 1 && { mixed: true }) };
    });
    return { site, name: siteName, buildings };
  });
}

/**
 * The API names areas, not buildings. What all areas of a building begin with is the building's name, unless it is only
 * the name of the site.
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
