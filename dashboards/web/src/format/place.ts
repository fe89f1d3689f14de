import type { Area, Gateway, Site } from '../api/types';
import type { Campus } from '../live/model';
import { named, t, wordOf } from '../words/words';

const siteOf = (campus: Campus | null, id: string): Site | undefined => campus?.sites.find((s) => s.id === id);

const areaOf = (campus: Campus | null, site: string, path: string): Area | undefined =>
  siteOf(campus, site)?.areas.find((a) => a.path === path);

/** `主校区 · 一食堂冷库`; what the campus file does not name shows its path. The area comes first where the end may be cut off. */
export function placeText(campus: Campus | null, site: string, path: string, areaFirst = false): string {
  const known = siteOf(campus, site);
  const area = areaOf(campus, site, path);
  const siteName = known ? named(known.name, known.nameEn) : site;
  const areaName = area ? named(area.name, area.nameEn) : path;
  if (!areaName) {
    return siteName;
  }
  // 主校区大门, not 主校区 · 主校区大门.
  if (areaName.startsWith(siteName)) {
    return areaName;
  }
  return areaFirst ? `${areaName} · ${siteName}` : `${siteName} · ${areaName}`;
}

export function ownerText(campus: Campus | null, site: string, path: string): string {
  const area = areaOf(campus, site, path);
  return (area && named(area.owner, area.ownerEn)) || t('alert.owner.none');
}

export function gatewayText(campus: Campus | null, id: string): string {
  const known: Gateway | undefined = campus?.gateways.find((g) => g.id === id);
  return known ? named(known.name, known.nameEn) : id;
}

export const quantityText = (quantity: string) => wordOf('quantity', quantity);

/** The device within its gateway, as it is written on the device: `cold1`. */
export function deviceOf(pointId: string): string {
  const local = pointId.slice(pointId.indexOf(':') + 1);
  const dot = local.lastIndexOf('.');
  return dot > 0 ? local.slice(0, dot) : local;
}
