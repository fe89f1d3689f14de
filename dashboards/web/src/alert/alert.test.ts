import { describe, expect, it } from 'vitest';
import { limitText } from '../overview/AlertRow';
import { scaleOf } from '../overview/scale';
import type { AlertStory } from '../api/types';
import { inZone, zoned } from '../format/zoned';
import { alert, NOW, secondsAgo } from '../situation/samples.test-data';
import { meanwhile } from './acts';
import { aheadOf, courseOf } from './course';
import { KEPT_MS, keptFor, parseKept, withKept, withoutDeed, type Kept } from './kept';
import { fitted } from './picture';
import { shelfEnd } from './shelf';
import { steps } from './steps';
import { traceOf } from './trace';
import { whyText } from './why';

const clock = { now: NOW, zone: 'Asia/Shanghai' };

function story(changes: Partial<AlertStory> = {}): AlertStory {
  return { ...alert(), steps: [], calls: [], deliveries: [], maintenance: [], people: {}, ...changes };
}

describe('the course of an alert', () => {
  it('tells in order who was called and told, and who did what', () => {
    const course = courseOf(
      story({
        since: secondsAgo(700),
        steps: [
          { kind: 'activated', at: secondsAgo(690) },
          { kind: 'acknowledged', at: secondsAgo(600), by: 'a' },
          { kind: 'lapsed', at: secondsAgo(400) },
          { kind: 'shelved', at: secondsAgo(300), by: 'admin', note: '化霜', until: secondsAgo(-600) },
          { kind: 'unshelved', at: secondsAgo(200), by: 'a' },
          { kind: 'recovered', at: secondsAgo(150) },
          { kind: 'activated', at: secondsAgo(140) },
          { kind: 'closed', at: secondsAgo(10), by: 'a', note: '已关门 <b>' },
        ],
        calls: [{ kind: 'step', at: secondsAgo(689), person: 'a', why: 'officer after 0 min' }],
        deliveries: [
          { id: 'd1', channel: 'sms', kind: 'active', state: 'given-up', attempts: 5, created: secondsAgo(688), error: '502' },
          { id: 'd2', channel: 'duty', person: 'a', kind: 'active', state: 'sent', attempts: 1, created: secondsAgo(689), sent: secondsAgo(687) },
          { id: 'd3', channel: 'mail', kind: 'recovered', state: 'waiting', attempts: 2, created: secondsAgo(149), next: secondsAgo(-60) },
        ],
        maintenance: [{ from: secondsAgo(500), until: secondsAgo(450), reason: '检定', by: 'admin' }],
        people: { a: { name: '张三', telephone: '13800000000' } },
      }),
      clock,
    );
    expect(course.map((e) => [e.text, e.outcome])).toEqual([
      ['异常开始', undefined],
      ['告警触发', undefined],
      ['呼叫 张三', undefined],
      ['告警消息 → sms', '放弃（试了 5 次）'],
      ['告警消息 → duty · 张三', '已送达'],
      ['张三 确认', undefined],
      ['计划检修至 14:24（admin）', undefined],
      ['确认已到期，重新开始呼叫', undefined],
      ['admin 搁置至 14:42', undefined],
      ['张三 取消搁置', undefined],
      ['恢复正常', undefined],
      ['恢复消息 → mail', '失败 2 次，14:33 再试'],
      ['再次触发（第 2 次）', undefined],
      ['张三 登记已处理', undefined],
    ]);
    expect(course[2]).toMatchObject({ telephone: '13800000000', detail: '值班员，触发后 0 分钟' });
    expect(course[3]).toMatchObject({ failed: true, detail: '502' });
    expect(course[13]).toMatchObject({ detail: '已关门 <b>' });
  });

  it('tells what comes if nobody does anything', () => {
    const ahead = (changes: Partial<AlertStory>) => aheadOf(story(changes), NOW).map((e) => e.text);
    expect(ahead({ lapses: secondsAgo(-60) })).toEqual(['届时仍未恢复，确认到期，重新开始呼叫']);
    expect(ahead({ lapses: secondsAgo(60) })).toEqual([]);
    expect(ahead({ state: 'closed', lapses: secondsAgo(-60) })).toEqual([]);
    const shelved = { by: 'a', reason: 'x', until: secondsAgo(-90) };
    expect(ahead({ lapses: secondsAgo(-60), shelved, report: { due: secondsAgo(-30), late: false, state: 'waiting' } })).toEqual([
      '突发事件信息上报时限',
      '搁置到期，重新提醒',
    ]);
  });

  it.each([
    ['leader after 15 min, again, at once: no backup is on duty', '带班领导，触发后 15 分钟，又一轮；没有备班员当班'],
    ['the shift changed; b has no channel', '交接班；乙 没有通知渠道'],
    ['no policy is for it', '没有适用的升级策略'],
    ['something new', 'something new'],
  ])('says %s in the words of the page', (why, words) => {
    expect(whyText(why, (id) => (id === 'b' ? '乙' : id))).toBe(words);
  });
});

describe('a conflict', () => {
  const people = { a: { name: '张三' } };
  const closed = { by: 'a', at: secondsAgo(60), note: '已关门' };
  it('is said by name, unless it is what one wanted', () => {
    const claimed = story({ acknowledged: { by: 'a', at: secondsAgo(60) }, people });
    expect(meanwhile(claimed, { kind: 'acknowledge', unclaimed: true }, 'me')).toContain('张三 已在');
    expect(meanwhile(claimed, { kind: 'acknowledge', unclaimed: true }, 'a')).toBe('');
    const over = story({ state: 'closed', closed, people });
    expect(meanwhile(over, { kind: 'close', note: '已关门' }, 'a')).toBe('');
    expect(meanwhile(over, { kind: 'close', note: '别的' }, 'a')).toContain('张三');
    expect(meanwhile(over, { kind: 'shelve', reason: 'x', until: '' }, 'me')).toContain('已关门');
  });
});

describe('what was not sent', () => {
  const one = (changes: Partial<Kept> = {}): Kept => ({ alert: 'a1', what: '冷库', act: { kind: 'close', note: '"🙂"<b>' }, user: 'me', at: NOW, ...changes });
  it('is kept once for each button and person', () => {
    const all = withKept(withKept([one()], one({ at: NOW + 1 })), one({ user: 'you' }));
    expect(all).toHaveLength(2);
    expect(keptFor(all, 'me', NOW)).toEqual([one({ at: NOW + 1 })]);
    expect(withoutDeed(all, one(), 'me')).toEqual([one({ user: 'you' })]);
  });
  it('is not what somebody means a day later', () => {
    expect(keptFor([one({ at: NOW - KEPT_MS })], 'me', NOW)).toEqual([]);
  });
  it('survives storage, and storage that was tampered with', () => {
    expect(parseKept(JSON.stringify([one(), { alert: 1 }, null, one({ act: { kind: 'delete' } as never })]))).toEqual([one()]);
    expect(parseKept('{')).toEqual([]);
    expect(parseKept(null)).toEqual([]);
  });
});

describe('a shelf', () => {
  it('ends within eight hours, by the clock of the campus', () => {
    expect(shelfEnd('30', '', NOW, 'Asia/Shanghai')).toBe(NOW + 30 * 60_000 - 1000);
    expect(shelfEnd('time', '2026-11-21T16:30', NOW, 'Asia/Shanghai')).toBe(Date.parse('2026-11-21T16:30:00+08:00'));
    expect(shelfEnd('time', '2026-11-21T14:00', NOW, 'Asia/Shanghai')).toBeNull();
    expect(shelfEnd('time', '2026-11-21T23:00', NOW, 'Asia/Shanghai')).toBeNull();
    expect(shelfEnd('time', '', NOW, 'Asia/Shanghai')).toBeNull();
  });
});

describe('a time of the campus', () => {
  it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'])('is the same there and back in %s', (zone) => {
    for (const at of [NOW, Date.parse('2026-03-29T00:59:00Z'), Date.parse('2026-10-25T02:01:00Z')]) {
      expect(inZone(zoned(at, zone), zone)).toBe(at - (at % 60_000));
    }
  });
});

describe('a picture', () => {
  it('becomes smaller and never larger', () => {
    expect(fitted(4800, 3600)).toEqual({ width: 2400, height: 1800 });
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
    expect(fitted(9000, 1)).toEqual({ width: 2400, height: 1 });
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
