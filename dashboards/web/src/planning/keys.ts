import { timeText } from '../amend/timeText';
import { recurrenceText } from '../amend/recurrence';
import { daysOf, daysText } from '../format/week';
import type { Plan, PlanKeys } from './types';
import { say } from './words';

const TEXTS = ['id', 'site', 'area', 'sprayer', 'agent', 'contact', 'spraying', 'rrule', 'start', 'lasts'] as const;
const NUMBERS = ['concentration', 'litres', 'square-metres', 'per-square-metre'] as const;
const LISTS = ['times', 'dates'] as const;
export type Field = (typeof TEXTS)[number] | (typeof NUMBERS)[number] | (typeof LISTS)[number] | 'low' | 'high';

/** What the form holds: all as text, so that half a number is no error while it is typed. */
export interface Draft {
  way: 'times' | 'rrule';
  text: Readonly<Partial<Record<Field, string>>>;
  /** Empty for each day. */
  days: readonly string[];
}

export function draftOf(keys: PlanKeys): Draft {
  const text: Partial<Record<Field, string>> = {};
  [...TEXTS, ...NUMBERS].forEach((key) => keys[key] !== undefined && (text[key] = String(keys[key])));
  LISTS.forEach((key) => keys[key] && (text[key] = keys[key]?.join(', ')));
  text.low = keys.pressure ? String(keys.pressure[0]) : '';
  text.high = keys.pressure ? String(keys.pressure[1]) : '';
  return { way: keys.rrule === undefined ? 'times' : 'rrule', text, days: daysOf(keys.days) };
}

/** A number that is none goes as it is, so that the service says what is wrong with it. */
const number = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text);
const list = (text: string) => text.split(/[,，、\n]/).map((part) => part.trim()).filter(Boolean);

/** The keys as they would stand in the campus file; fields of the other way are left out. */
export function keysOf(draft: Draft, original: PlanKeys): PlanKeys {
  const keys: Record<string, unknown> = { id: '' };
  const text = (key: Field) => draft.text[key]?.trim() ?? '';
  const ofRule: readonly Field[] = ['rrule', 'start', 'lasts'];
  if (original.on !== undefined) {
    keys.on = original.on;
  }
  TEXTS.filter((key) => draft.way === 'rrule' || !ofRule.includes(key)).forEach((key) => text(key) && (keys[key] = text(key)));
  NUMBERS.forEach((key) => text(key) && (keys[key] = number(text(key))));
  if (text('low') || text('high')) {
    keys.pressure = [number(text('low')), number(text('high'))];
  }
  if (draft.way === 'times') {
    keys.times = list(text('times'));
  } else {
    keys.rrule ??= '';
  }
  if (draft.days.length) {
    keys.days = draft.days;
  }
  if (text('dates')) {
    keys.dates = list(text('dates'));
  }
  return keys as unknown as PlanKeys;
}

/** `06:00-07:00、12:30-13:30（每天）`. */
export function whenText(plan: Plan): string {
  const { keys } = plan;
  const days = daysText(keys.days);
  if (keys.rrule !== undefined) {
    const every = recurrenceText(keys.rrule);
    return say('when.rrule', { every: days ? `${every} ${days}` : every, lasts: timeText(keys.lasts) });
  }
  return say('when.times', { times: (keys.times ?? []).join(', '), days: days || say('days.all') });
}
