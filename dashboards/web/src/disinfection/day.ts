import { lang } from '../words/words';
import type { Slot, Summary } from './types';
import { say, wordFor } from './words';

const DAY_MS = 86_400_000;

/** Another day than one such as 2026-11-28. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday on or before a day. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return dayAfter(date, -((weekday + 6) % 7));
}

/** `11-28 周六`. */
export function dayText(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).toLocaleDateString(lang.value, { weekday: 'short', timeZone: 'UTC' });
  return `${date.slice(5)} ${weekday}`;
}

/** The hours and minutes that the service wrote, which are those of the campus. */
export const clock = (iso: string) => iso.slice(11, 16);

/** With seconds. */
export const exact = (iso: string) => iso.slice(11, 19);

/** When a run ended; of one across midnight it says so. */
export function untilText({ from, until }: { from: string; until: string }): string {
  const sameDay = from.slice(0, 10) === until.slice(0, 10);
  return sameDay ? exact(until) : say('run.midnight', { time: exact(until) });
}

/** `今日 18/20，漏做 1`: done of all, then what is wrong. */
export function headline(summary: Summary, date: string, today: boolean): string {
  const fillings = {
    date: dayText(date),
    done: summary.done,
    total: summary.total,
    missed: summary.missed ? say('head.missed', { n: summary.missed }) : '',
    failed: summary.failed ? say('head.failed', { n: summary.failed }) : '',
  };
  return say(today ? 'head.today' : 'head.day', fillings);
}

/** Whether slots are over, and no sprayer was heard in any: then nobody knows what was done. */
export function nothingHeard({ slots, now }: { slots: readonly Slot[]; now: string }): boolean {
  const over = slots.filter((s) => Date.parse(s.due) <= Date.parse(now));
  return over.some((s) => s.flaws.includes('unseen')) && over.every((s) => s.seen === 0);
}

export interface Row {
  key: string;
  site: string;
  name: string;
  nameEn: string;
  slots: Slot[];
}

/** The slots by area, in the order of their first slot. */
export function rows(slots: readonly Slot[]): Row[] {
  const byArea = new Map<string, Row>();
  for (const slot of slots) {
    const key = `${slot.site}/${slot.area}`;
    const row = byArea.get(key) ?? { key, site: slot.site, name: slot.areaName, nameEn: slot.areaNameEn, slots: [] };
    row.slots.push(slot);
    byArea.set(key, row);
  }
  return [...byArea.values()].sort((a, b) => a.key.localeCompare(b.key));
}

export const windowOf = (slot: Slot) => `${clock(slot.opens)}–${clock(slot.due)}`;

/** The times of the day in which slots are open; more than a table can show gives none. */
export function windows(slots: readonly Slot[], most: number): string[] {
  const all = [...new Set(slots.map(windowOf))].sort();
  return all.length <= most ? all : [];
}

export function askedText(slot: Pick<Slot, 'asked'>): string {
  const minutes = Math.round(slot.asked.contactMs / 60_000);
  return (
    say('asked.all', { agent: slot.asked.agent, mg: slot.asked.concentration }) +
    (slot.asked.litres > 0 ? say('asked.litres', { n: number(slot.asked.litres) }) : '') +
    (minutes > 0 ? say('asked.contact', { n: minutes }) : '')
  );
}

export const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, ''));

/** The second line of a slot: what was measured, or what is wrong. */
export function factText(slot: Slot): string {
  const facts: string[] = [];
  const last = [...slot.entries].reverse();
  if (slot.state === 'registered') {
    const done = last.find((e) => e.kind === 'done');
    if (done?.strip !== undefined) {
      facts.push(say('cell.strip', { n: number(done.strip) }));
    }
    if (done) {
      facts.push(done.personName);
    }
  } else if (slot.state === 'missed' || slot.state === 'failed') {
    if (slot.from && slot.until) {
      facts.push(say('cell.run', { from: clock(slot.from), until: clock(slot.until) }));
    }
    facts.push(...slot.flaws.slice(0, 2).map((flaw) => wordFor('flaw', flaw)));
  } else if (slot.from && slot.until) {
    facts.push(
      slot.state === 'running'
        ? say('cell.since', { from: clock(slot.from) })
        : say('cell.run', { from: clock(slot.from), until: clock(slot.until) }),
    );
    facts.push(strength(slot));
    facts.push(say('cell.litres', { n: number(slot.litres) }));
  }
  if (slot.version > 1) {
    facts.push(say('cell.version', { n: slot.version }));
  }
  return facts.filter(Boolean).join(' · ');
}

function strength(slot: Slot): string {
  const strip = [...slot.entries].reverse().find((e) => e.strip !== undefined)?.strip;
  if (slot.notes.includes('concentration-by-strip') && strip !== undefined) {
    return say('cell.strip', { n: number(strip) });
  }
  if (slot.notes.includes('concentration-unverified')) {
    return `◌ ${say('cell.unverified')}`;
  }
  return slot.concentration ? say('cell.mg', { n: slot.concentration.mean.toFixed(0) }) : '';
}
