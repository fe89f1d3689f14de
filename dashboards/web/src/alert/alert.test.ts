import { describe, expect, it } from 'vitest';
import { limitText } from '../overview/AlertRow';
import { scaleOf } from '../overview/scale';
import { alert, secondsAgo } from '../situation/samples.test-data';
import { courseOf } from './course';
import { steps } from './steps';
import { traceOf } from './trace';

describe('the course of an alert', () => {
  it('tells in order who was told and who did what', () => {
    const course = courseOf({
      ...alert({
        since: secondsAgo(100),
        activeAt: secondsAgo(90),
        acknowledged: { by: 'admin', at: secondsAgo(50) },
        closed: { by: 'admin', at: secondsAgo(10), note: '已关门' },
        endedAt: secondsAgo(10),
      }),
      deliveries: [
        { id: 'd1', channel: 'sms', kind: 'active', state: 'given-up', attempts: 5, created: secondsAgo(89), error: '502' },
        { id: 'd2', channel: 'duty', person: 'officer', kind: 'active', state: 'sent', attempts: 1, created: secondsAgo(89), sent: secondsAgo(88) },
      ],
    });
    expect(course.map((e) => [e.text, e.outcome])).toEqual([
      ['异常开始', undefined],
      ['告警触发', undefined],
      ['告警 → sms', '放弃（试了 5 次）'],
      ['告警 → duty · officer', '已送达'],
      ['admin 确认', undefined],
      ['admin 登记已处理：已关门', undefined],
    ]);
    expect(course[2]).toMatchObject({ failed: true, detail: '502' });
  });
});

describe('what to do', () => {
  it('becomes steps', () => {
    expect(steps('关好库门，检查压缩机；30 分钟内不能恢复的，转移食品。')).toEqual([
      '关好库门，检查压缩机',
      '30 分钟内不能恢复的，转移食品',
    ]);
    expect(steps('Keep 0.5 m away; call the clinic.')).toEqual(['Keep 0.5 m away', 'Call the clinic']);
    expect(steps('')).toEqual([]);
  });
});

describe('the trend', () => {
  const frame = { from: 0, to: 600_000, bucketMs: 60_000, width: 300, height: 90 };
  const bucket = (minute: number, mean: number) => ({
    time: new Date(minute * 60_000).toISOString(),
    measured: 1,
    unavailable: 0,
    min: mean,
    mean,
    max: mean,
  });

  it('leaves gaps as gaps', () => {
    const trace = traceOf([bucket(0, 3), bucket(1, 4), bucket(5, 9), bucket(6, 10)], 8, frame);
    expect(trace?.pieces).toHaveLength(2);
    expect(trace).toMatchObject({ low: 3, high: 10, gaps: 1 });
  });

  it('takes a bucket without a measured value for a gap', () => {
    const missing = { time: new Date(60_000).toISOString(), measured: 0, unavailable: 4 };
    expect(traceOf([bucket(0, 3), missing, bucket(2, 4)], 8, frame)?.pieces).toHaveLength(2);
  });

  it('is nothing when nothing was measured', () => {
    expect(traceOf([], 8, frame)).toBeNull();
  });
});

describe('the limit', () => {
  it.each([
    ['threshold', 'Cel', '上限 8.0 ℃'],
    ['rate', 'Cel', '变化超过 8.0 ℃'],
    ['stuck', 'min', '数值不变超过 8.0 分钟'],
  ] as const)('of kind %s is said in words', (kind, unit, words) => {
    expect(limitText(alert({ kind, unit }))).toBe(words);
  });
});

describe('the bar', () => {
  it.each([
    [11.4, 8, true, 'Cel'],
    [1, 20, false, '%'],
    [38.4, 37.3, true, 'Cel'],
    [45, 60, false, 'Cel'],
    [800, 8, true, 'Cel'],
  ])('shows %d beyond %d', (value, limit, upper, unit) => {
    const scale = scaleOf(value, limit, upper, unit);
    expect(scale.value > scale.limit).toBe(upper);
    expect(Math.min(scale.value, scale.limit)).toBeGreaterThanOrEqual(0);
    expect(Math.max(scale.value, scale.limit)).toBeLessThanOrEqual(100);
  });
});
