import { afterEach, describe, expect, it } from 'vitest';
import { lang } from '../words/words';
import { drawn } from './curve';
import { dayAfter, factText, headline, mondayOf, nothingHeard, rows, untilText, windows } from './day';
import type { Slot, Summary } from './types';

afterEach(() => {
  lang.value = 'zh-CN';
});

const counts = (more: Partial<Summary>): Summary => ({
  total: 20,
  due: 19,
  done: 18,
  pending: 1,
  running: 0,
  verified: 15,
  registered: 3,
  failed: 0,
  missed: 1,
  ...more,
});

const slot = (more: Partial<Slot>): Slot => ({
  id: 'hall@20261128T0600',
  plan: 'hall',
  site: 'main',
  area: 'canteen-1/hall',
  areaName: '一食堂餐厅',
  areaNameEn: 'Dining hall',
  opens: '2026-11-28T06:00:00.000+08:00',
  due: '2026-11-28T07:00:00.000+08:00',
  asked: { agent: '84 消毒液', concentration: 500, contactMs: 1_800_000, litres: 40, sprayingMs: 0 },
  state: 'verified',
  measured: 'verified',
  flaws: [],
  notes: [],
  litres: 41.2,
  sprayedMs: 420_000,
  seen: 1,
  version: 1,
  cause: 'course',
  found: '2026-11-28T07:05:00.000+08:00',
  entries: [],
  ...more,
});

const ran = { from: '2026-11-28T06:08:00.000+08:00', until: '2026-11-28T06:41:00.000+08:00' };

describe('the headline', () => {
  it('says what is done of all, and then what is wrong', () => {
    expect(headline(counts({}), '2026-11-28', true)).toBe('今日 18/20，漏做 1');
    expect(headline(counts({ missed: 0 }), '2026-11-28', true)).toBe('今日 18/20');
    expect(headline(counts({ failed: 2 }), '2026-11-28', true)).toBe('今日 18/20，漏做 1，不合格 2');
    lang.value = 'en';
    expect(headline(counts({}), '2026-11-28', true)).toBe('Today 18/20, 1 missed');
  });
});

describe('a slot', () => {
  it('shows what was measured', () => {
    expect(factText(slot({ ...ran, concentration: { mean: 512.3, min: 490, max: 530 } }))).toBe('06:08–06:41 · 512 mg/L · 41.2 L');
  });

  it('says that nobody knows how strong it was', () => {
    expect(factText(slot({ ...ran, notes: ['concentration-unverified'] }))).toBe('06:08–06:41 · ◌ 浓度未验证 · 41.2 L');
  });

  it('shows who registered it, and the strip', () => {
    const entry = { kind: 'done', person: 'a', personName: '保洁班', reason: '擦拭', by: 'admin', at: '', strip: 300 } as const;
    expect(factText(slot({ state: 'registered', measured: 'missed', entries: [entry] }))).toBe('试纸 300 mg/L · 保洁班');
  });

  it('names why it failed, and that it was looked at again', () => {
    expect(factText(slot({ state: 'failed', ...ran, flaws: ['dry', 'too-little', 'too-short'], version: 2 }))).toBe(
      '06:08–06:41 · 流量为 0：喷头堵塞或药箱空 · 用量不足 · 第 2 版',
    );
  });
});

describe('the board', () => {
  it('has a row for each area and a column for each time, as long as they fit', () => {
    const slots = [slot({}), slot({ id: 'b', area: 'dorm', areaName: '宿舍' }), slot({ id: 'c', opens: '2026-11-28T12:00:00.000+08:00' })];
    expect(rows(slots).map((r) => [r.name, r.slots.length])).toEqual([
      ['一食堂餐厅', 2],
      ['宿舍', 1],
    ]);
    expect(windows(slots, 5)).toEqual(['06:00–07:00', '12:00–07:00']);
    expect(windows(slots, 1)).toEqual([]);
  });

  it('turns days and weeks', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(mondayOf('2026-11-28')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });
});

describe('a run across midnight', () => {
  it('says that it ended on the next day', () => {
    const from = '2026-11-28T23:55:00.000+08:00';
    expect(untilText({ from, until: '2026-11-28T23:59:59.000+08:00' })).toBe('23:59:59');
    expect(untilText({ from, until: '2026-11-29T00:03:20.000+08:00' })).toBe('次日 00:03:20');
  });
});

describe('a day without data', () => {
  const blind = slot({ state: 'missed', measured: 'missed', flaws: ['unseen'], seen: 0 });
  it('is known by no sprayer being heard in what is over', () => {
    const now = '2026-11-28T08:00:00.000+08:00';
    expect(nothingHeard({ slots: [blind], now })).toBe(true);
    expect(nothingHeard({ slots: [blind, slot({})], now })).toBe(false);
    expect(nothingHeard({ slots: [slot({ flaws: ['no-sprayer'], seen: 0 })], now })).toBe(false);
    expect(nothingHeard({ slots: [blind], now: '2026-11-28T06:30:00.000+08:00' })).toBe(false);
  });
});

describe('a curve', () => {
  it('is broken where nothing was heard', () => {
    const values: [number, number, number, number][] = [0, 5000, 10_000, 60_000, 65_000].map((t) => [t, 6, 5.9, 6.1]);
    const { line } = drawn({ sprayer: 's', quantity: 'flow', unit: 'L/min', everyMs: 5000, values }, 0, 65_000, 650, 90, []);
    expect(line.match(/M/g)).toHaveLength(2);
  });
});
