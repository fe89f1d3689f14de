import { describe, expect, it } from 'vitest';
import type { Bucket } from '../api/types';
import type { Bound, Marks, Watching } from './api';
import { timeLabels } from './axis';
import { marksOf } from './marks';
import { valueRange } from './plot';
import { BUCKETS_MAX, bucketsFor, DAY, moved, problemOf, queryOf, rangeOf, refreshMs, spanOf, wider } from './range';
import { rowsOf, stepFor } from './rows';
import { ruleText } from './RulesCard';
import { excursionsOf, seriesOf, summaryOf } from './series';
import { summaryText } from './summary';
import { fromField, offsetAt, toField } from './zoned';

const NOW = Date.parse('2026-11-21T14:32:00+08:00');
const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const EACH_5_S = { everyMs: 5000, event: false };

function bucket(start: number, min: number, max = min, measured = 12): Bucket {
  return { time: new Date(start).toISOString(), measured, unavailable: 0, min, mean: (min + max) / 2, max };
}
const silent = (start: number, unavailable: number): Bucket => ({ time: new Date(start).toISOString(), measured: 0, unavailable });

const above8: Bound = { rule: 'warm', name: '过高', nameEn: 'Warm', severity: 'critical', upper: true, limit: 8, source: '' };
const below0: Bound = { ...above8, rule: 'cold', upper: false, limit: 0, severity: 'warning' };

describe('a range', () => {
  it.each(['range=7d', 'from=1000000&to=90000000'])('goes into the address and back: %s', (text) => {
    expect(queryOf(rangeOf(new URLSearchParams(text)))).toBe(text);
  });

  it.each(['', 'range=9d', 'range=toString', 'from=5', 'from=9&to=1', 'from=x&to=y', 'from=0&to=99999999999999'])(
    'that is none is a day: "%s"',
    (text) => {
      expect(rangeOf(new URLSearchParams(text))).toEqual({ preset: '24h' });
    },
  );

  it('of ten years is two thousand buckets at most', () => {
    const span = { from: NOW - 3652 * DAY, to: NOW };
    expect(problemOf(span)).toBeNull();
    expect(bucketsFor(span, 5000)).toBe(BUCKETS_MAX);
  });

  it.each([
    [{ from: Number.NaN, to: NOW }, 'empty'],
    [{ from: NOW, to: NOW }, 'order'],
    [{ from: NOW, to: NOW - 1 }, 'order'],
    [{ from: NOW - 1000, to: NOW }, 'short'],
    [{ from: NOW - 8000 * DAY, to: NOW }, 'long'],
  ] as const)('%o is refused as %s', (span, problem) => {
    expect(problemOf(span)).toBe(problem);
  });

  it('has no bucket that is narrower than the period', () => {
    expect(bucketsFor({ from: NOW - DAY, to: NOW }, MINUTE)).toBe(1440);
    expect(bucketsFor({ from: NOW - MINUTE, to: NOW }, 0)).toBe(60);
    expect(bucketsFor({ from: NOW - MINUTE, to: NOW }, 10 * MINUTE)).toBe(1);
  });

  it('moves and widens, and never beyond now', () => {
    const day = spanOf({ preset: '24h' }, NOW);
    expect(moved(day, -1, NOW)).toEqual({ from: NOW - 2 * DAY, to: NOW - DAY });
    expect(moved(day, 1, NOW)).toEqual(day);
    expect(wider(day, NOW)).toEqual({ from: NOW - 2 * DAY, to: NOW });
    expect(wider({ from: NOW - 3 * DAY, to: NOW - 2 * DAY }, NOW)).toEqual({ from: NOW - 3.5 * DAY, to: NOW - 1.5 * DAY });
  });

  it('is read again while its end is now, the longer the more seldom', () => {
    expect(refreshMs({ preset: '24h' }, NOW)).toBe(43_200);
    expect(refreshMs({ preset: '30d' }, NOW)).toBe(300_000);
    expect(refreshMs({ from: NOW - MINUTE, to: NOW }, NOW)).toBe(10_000);
    expect(refreshMs({ from: NOW - DAY, to: NOW - 2 * MINUTE }, NOW)).toBe(0);
  });
});

describe('fields of time', () => {
  it.each([
    [ZONE, '2026-11-21T14:32'],
    ['Europe/Berlin', '2026-03-29T03:30'],
    ['Europe/Berlin', '2026-10-25T12:00'],
    ['Asia/Kathmandu', '2026-01-01T00:00'],
    ['UTC', '1999-12-31T23:59'],
  ])('are by the clock of %s: %s', (zone, text) => {
    expect(toField(fromField(text, zone), zone)).toBe(text);
  });

  it('know how far a clock is ahead', () => {
    expect(offsetAt(NOW, ZONE)).toBe(8 * 3_600_000);
    expect(fromField('2026-11-21T14:32', ZONE)).toBe(NOW);
  });

  it.each(['', 'now', '2026-13-01T00:00'])('that are none are no number: "%s"', (text) => {
    expect(fromField(text, ZONE)).toBeNaN();
  });
});

describe('a series', () => {
  const span = { from: NOW, to: NOW + 10 * MINUTE };

  it('leaves gaps as gaps, at its ends too', () => {
    const buckets = [2, 3, 6, 7].map((m) => bucket(NOW + m * MINUTE, m));
    const series = seriesOf(buckets, MINUTE, span, EACH_5_S);
    expect(series.mean).toEqual([2, 3, null, 6, 7, null]);
    expect(series.gaps.map((g) => [(g.from - NOW) / MINUTE, (g.to - NOW) / MINUTE])).toEqual([
      [0, 2],
      [4, 6],
      [8, 10],
    ]);
    expect([...series.times].sort((a, b) => a - b)).toEqual(series.times);
  });

  it('tells a gap in which the device said that it has none', () => {
    const buckets = [bucket(NOW, 1), silent(NOW + MINUTE, 12), silent(NOW + 2 * MINUTE, 12), bucket(NOW + 3 * MINUTE, 1)];
    const [gap] = seriesOf(buckets, MINUTE, { from: NOW, to: NOW + 4 * MINUTE }, EACH_5_S).gaps;
    expect(gap).toMatchObject({ unavailable: 24, to: NOW + 3 * MINUTE });
  });

  it('is no gap when a reading slips into the next bucket', () => {
    const each = { everyMs: MINUTE, event: false };
    const buckets = [0, 1, 3, 4].map((m) => bucket(NOW + m * MINUTE, m, m, 1));
    expect(seriesOf(buckets, MINUTE, { from: NOW, to: NOW + 5 * MINUTE }, each).gaps).toEqual([]);
  });

  it('of persons has no gaps', () => {
    const series = seriesOf([bucket(NOW + 5 * MINUTE, 36.5)], 1000, span, { everyMs: 0, event: true });
    expect(series.gaps).toEqual([]);
    expect(series.high).toEqual([36.5]);
  });

  it('of nothing is one gap', () => {
    expect(seriesOf([], MINUTE, span, EACH_5_S)).toMatchObject({ times: [], gaps: [{ ...span, unavailable: 0 }] });
  });

  it('keeps two thousand buckets of ten years within its ends', () => {
    const long = { from: NOW - 3650 * DAY, to: NOW };
    const width = (3650 * DAY) / 2000;
    const buckets = Array.from({ length: 2001 }, (_, i) => bucket(long.from - width / 2 + i * width, 4));
    const series = seriesOf(buckets, width, long, EACH_5_S);
    expect(series.gaps).toEqual([]);
    expect(series.times[0]).toBeGreaterThan(long.from);
    expect(series.times.at(-1)).toBeLessThan(long.to);
  });
});

describe('excursions', () => {
  it('are runs of buckets beyond a limit, with their worst value', () => {
    const values: [number, number][] = [[3, 4], [7, 9], [8, 11], [5, 8], [-1, 2], [9, 9]];
    const buckets = values.map(([low, high], m) => bucket(NOW + m * MINUTE, low, high));
    const found = excursionsOf(buckets, MINUTE, [above8, below0], EACH_5_S);
    expect(found.map((e) => [e.bound.rule, (e.from - NOW) / MINUTE, (e.to - NOW) / MINUTE, e.worst])).toEqual([
      ['warm', 1, 3, 11],
      ['cold', 4, 5, -1],
      ['warm', 5, 6, 9],
    ]);
  });

  it('do not reach over a gap', () => {
    const buckets = [bucket(NOW, 9), bucket(NOW + 9 * MINUTE, 9)];
    expect(excursionsOf(buckets, MINUTE, [above8], EACH_5_S)).toHaveLength(2);
  });
});

describe('a summary', () => {
  const temperature = { unit: 'Cel', quantity: 'temperature', everyMs: 5000, event: false } as never;

  it('weighs means by their readings', () => {
    const of = summaryOf([bucket(NOW, 2, 2, 1), bucket(NOW + MINUTE, 5, 5, 3), silent(NOW + 2 * MINUTE, 7)]);
    expect(of).toMatchObject({ measured: 4, unavailable: 7, low: 2, high: 5, mean: 4.25 });
  });

  it('counts how far a counter rose over its restart', () => {
    expect(summaryOf([bucket(NOW, 10, 12), bucket(NOW + MINUTE, 1, 4), bucket(NOW + 2 * MINUTE, 4, 9)])?.rise).toBe(7);
  });

  it('is a sentence', () => {
    const of = summaryOf([bucket(NOW, 2, 9)]);
    const gap = { from: NOW, to: NOW + 90_000, unavailable: 0 };
    expect(summaryText(temperature, of, [gap], [])).toBe('最低 2.0 ℃，平均 5.5 ℃，最高 9.0 ℃；1 处无数据，共 1 分钟');
    expect(summaryText(temperature, null, [], [])).toBe('这段时间没有数据。');
    const run = { unit: '1', quantity: 'run_state', everyMs: 5000, event: false } as never;
    expect(summaryText(run, summaryOf([bucket(NOW, 0, 1)]), [], [])).toBe('50 % 的时间运行中；没有缺数据');
  });
});

describe('the table', () => {
  const hours = Array.from({ length: 48 }, (_, h) => bucket(NOW - 48 * 60 * MINUTE + h * 60 * MINUTE, h, h + 1));
  const span = { from: NOW - 2 * DAY, to: NOW };

  it('has steps that people count in, and never too many rows', () => {
    expect(stepFor(span, 60 * MINUTE)).toBe(60 * MINUTE);
    expect(stepFor({ from: NOW - 3652 * DAY, to: NOW }, DAY)).toBe(30 * DAY);
    expect(stepFor({ from: 0, to: 7300 * 20 * DAY }, DAY)).toBeGreaterThanOrEqual(730 * DAY);
  });

  it('begins its days at midnight of the campus, holds its gaps and marks what was beyond', () => {
    const gap = { from: NOW - 90 * MINUTE, to: NOW - 80 * MINUTE, unavailable: 2 };
    const rows = rowsOf(hours, 60 * MINUTE, { from: NOW - 300 * DAY, to: NOW }, [above8], [gap], offsetAt(NOW, ZONE));
    const numbers = rows.filter((r) => r.kind === 'numbers');
    expect(numbers.map((r) => toField(r.from, ZONE).slice(11))).toEqual(expect.arrayContaining(['00:00']));
    expect(numbers.every((r) => r.beyond?.rule === 'warm')).toBe(true);
    expect(rows.some((r) => r.kind === 'gap')).toBe(true);
    expect([...rows].sort((a, b) => a.from - b.from)).toEqual(rows);
  });
});

describe('the axes', () => {
  it('name the day where one begins', () => {
    const marks = [20, 22, 24, 26].map((h) => Date.parse('2026-11-20T00:00:00+08:00') + h * 60 * MINUTE);
    expect(timeLabels(marks, 2 * 60 * MINUTE, ZONE)).toEqual(['20:00', '22:00', '11-21', '02:00']);
    expect(timeLabels([NOW - 400 * DAY, NOW], 60 * DAY, ZONE)[0]).toBe('2025-10');
  });

  it('hold the limits, whatever was measured', () => {
    const [bottom, top] = valueRange(3, 4, [8, 0], 'line');
    expect(bottom).toBeLessThan(0);
    expect(top).toBeGreaterThan(8);
    expect(valueRange(null, null, [], 'line')).toHaveLength(2);
  });
});

describe('marks', () => {
  it('tell in order what people did', () => {
    const time = (m: number) => new Date(NOW + m * MINUTE).toISOString();
    const alert = {
      id: 'a',
      since: time(1),
      endedAt: time(9),
      acknowledged: { by: 'admin', at: time(2) },
      closed: { by: 'admin', at: time(5), note: '已关门' },
    };
    const marks = {
      alerts: [alert],
      complete: true,
      maintenance: [{ from: time(3), until: time(4), reason: '化霜', by: 'admin' }],
      instruments: [{ time: time(0), serial: '2', before: '1', person: 'p' }],
    } as unknown as Marks;
    expect(marksOf(marks).map((m) => m.kind)).toEqual(['swap', 'alert', 'ack', 'maintenance', 'closed']);
  });
});

describe('a rule', () => {
  const rule = { forMs: 0, condition: 'value' } as Watching;
  const temperature = { unit: 'Cel', quantity: 'temperature' };

  it.each([
    [{ ...rule, upper: 8, inclusive: false, forMs: 600_000 }, '高于 8.0 ℃，持续 10 分钟'],
    [{ ...rule, upper: 37.3, inclusive: true }, '达到或高于 37.3 ℃'],
    [{ ...rule, lower: 0, inclusive: false }, '低于 0.0 ℃'],
    [{ ...rule, lower: 0, inclusive: true }, '达到或低于 0.0 ℃'],
    [{ ...rule, lower: 16, upper: 28, inclusive: false }, '超出 16.0 ℃ 至 28.0 ℃'],
    [{ ...rule, condition: 'rises' as const, upper: 3, windowMs: 600_000 }, '10 分钟内升高超过 3 ℃'],
    [{ ...rule, condition: 'stuck' as const, upper: 60 }, '数值 1 小时 0 分不变'],
    [{ ...rule, condition: 'no-data' as const, windowMs: 60_000 }, '1 分钟没有测得的数据'],
    [{ ...rule, condition: 'coverage' as const, lower: 95, inclusive: false }, '当天数据完整率低于 95 %'],
  ])('%o says %s', (of, text) => {
    expect(ruleText(of, temperature)).toBe(text);
  });
});
