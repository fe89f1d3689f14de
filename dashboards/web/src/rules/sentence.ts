import { timeText } from '../amend/timeText';
import { quantityText, placeText } from '../format/place';
import { isSwitch, valueText } from '../format/value';
import type { Campus } from '../live/model';
import { named } from '../words/words';
import { kindOf } from './keys';
import type { RuleKeys } from './types';
import { say } from './words';

const SHOWN = 2;

/** The unit of a limit: as it is written, or that of the points that have the quantity. */
export function unitOf(keys: RuleKeys, campus: Campus | null): string {
  const quantity = keys.quantity ?? (keys.point ? keys.point.slice(keys.point.lastIndexOf('.') + 1) : '');
  return keys.unit ?? [...(campus?.points.values() ?? [])].find((p) => p.quantity === quantity)?.unit ?? '';
}

export const ruleName = (rule: { id: string; name?: string; nameEn?: string }) => named(rule.name, rule.nameEn) || rule.id;

/** `温度高于 8.0 ℃，持续 10 分钟`. */
export function whatText(keys: RuleKeys, campus: Campus | null): string {
  const kind = kindOf(keys);
  const quantity = keys.quantity ?? keys.point?.slice(keys.point.lastIndexOf('.') + 1) ?? '*';
  const unit = unitOf(keys, campus);
  const limit = keys[kind];
  const value = (n: number) => valueText(n, unit, quantity);
  // Above a half of a bit is the bit itself.
  const what = say(isSwitch(quantity) && typeof limit === 'number' ? 'what.switch' : `what.${kind}`, {
    quantity: quantity === '*' ? say('what.any') : quantityText(quantity),
    value: typeof limit !== 'number' ? '' : kind === 'coverage-below' ? limit : isSwitch(quantity) ? value(kind === 'above' || kind === 'at-least' ? 1 : 0) : value(limit),
    low: keys.outside ? value(keys.outside[0]) : '',
    high: keys.outside ? value(keys.outside[1]) : '',
    within: timeText(keys.within),
    time: typeof limit === 'string' ? timeText(limit) : '',
    stage: keys.disinfection ? say(`stage.${keys.disinfection}`) : '',
  });
  return keys.for && keys.for !== '0s' ? `${what}${named('，', ', ')}${say('what.for', { time: timeText(keys.for) })}` : what;
}

/** `*` stands for one level of an area's path, `**` for any number. */
export function globMatches(glob: string, path: string): boolean {
  const regex = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${regex}$`).test(path);
}

/** Areas with such a point; where none measures that, all that the path fits. */
function areasOf(keys: RuleKeys, area: string, campus: Campus | null): string[] {
  const measured = [...(campus?.points.values() ?? [])]
    .filter((p) => (!keys.quantity || keys.quantity === '*' || p.quantity === keys.quantity) && globMatches(area, p.area))
    .map((p) => placeText(campus, p.site, p.area));
  const all = (campus?.sites ?? []).flatMap((s) => s.areas.filter((a) => globMatches(area, a.path)).map((a) => placeText(campus, s.id, a.path)));
  return [...new Set(measured.length ? measured : all)];
}

/** The names of the areas that it is for, as far as they are few. */
export function whereText(keys: RuleKeys, campus: Campus | null): string {
  if (keys.point) {
    const point = campus?.points.get(keys.point);
    return point ? `${placeText(campus, point.site, point.area)} · ${keys.point}` : keys.point;
  }
  const tag = keys.tag ? ` ${say('where.tag', { tag: keys.tag })}` : '';
  const area = keys.area ?? '**';
  if (area === '**') {
    return say('where.all') + tag;
  }
  const found = areasOf(keys, area, campus);
  if (found.length === 0) {
    return say('where.nowhere', { area }) + tag;
  }
  const names = found.slice(0, SHOWN).join(named('、', ', '));
  return (found.length > SHOWN ? `${names} ${say('where.more', { n: found.length })}` : names) + tag;
}

export function sourceText(keys: RuleKeys): string {
  return keys.source ? (keys.edition ? say('fact.edition', { source: keys.source, edition: keys.edition }) : keys.source) : '';
}
