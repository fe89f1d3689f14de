import { afterEach, describe, expect, it } from 'vitest';
import { lang } from '../words/words';
import { age, clockTime, duration, exactTime, wallClock } from './time';
import { bytes, rangeText, unitWord, valueText } from './value';

afterEach(() => {
  lang.value = 'zh-CN';
});

const NOW = Date.parse('2026-11-21T14:32:05+08:00');
const ZONE = 'Asia/Shanghai';

describe('age', () => {
  it.each([
    [-400, '0 秒前'],
    [0, '0 秒前'],
    [59_999, '59 秒前'],
    [60_000, '1 分钟前'],
    [3_599_999, '59 分钟前'],
    [3_600_000, '1 小时 0 分前'],
    [7_500_000, '2 小时 5 分前'],
    [200_000_000, '2 天前'],
    [-9000, '时间超前 9 秒'],
  ])('%d ms is %s', (ms, text) => {
    expect(age(NOW - ms, NOW)).toBe(text);
  });

  it('is said in English', () => {
    lang.value = 'en';
    expect(age(NOW - 90_000, NOW)).toBe('1 min ago');
    expect(duration(90_000_000)).toBe('1 d 1 h');
  });
});

describe('times', () => {
  it('are by the clock of the campus, wherever the browser is', () => {
    expect(clockTime(NOW, NOW, ZONE)).toBe('14:32');
    expect(exactTime(NOW, NOW, ZONE)).toBe('14:32:05');
    expect(wallClock(NOW, ZONE)).toBe('11-21 14:32:05');
    expect(clockTime(NOW, NOW, 'America/New_York')).toBe('01:32');
  });

  it('name the day when it is another one', () => {
    expect(clockTime(NOW - 86_400_000, NOW, ZONE)).toBe('11-20 14:32');
  });
});

describe('values', () => {
  it.each([
    [11.42, 'Cel', 'temperature', '11.4 ℃'],
    [-18.6, 'Cel', 'temperature', '−18.6 ℃'],
    [-0.04, 'Cel', 'temperature', '0.0 ℃'],
    [19.6, '%', 'tank_level', '19.6 %'],
    [1204, '1', 'crossings', '1204'],
    [1, '1', 'run_state', '运行中'],
    [0, '1', 'fault', '无故障'],
    [3, 'furlong', 'distance', '3.0 furlong'],
  ])('%d %s of %s is %s', (value, unit, quantity, text) => {
    expect(valueText(value, unit, quantity)).toBe(text);
  });

  it('spell degrees by language', () => {
    lang.value = 'en';
    expect(unitWord('Cel')).toBe('°C');
    expect(unitWord('1')).toBe('');
  });

  it('show a range once when both ends look the same', () => {
    expect(rangeText(3.41, 3.44, 'Cel', 'temperature')).toBe('3.4 ℃');
    expect(rangeText(2.1, 4.6, 'Cel', 'temperature')).toBe('2.1 – 4.6 ℃');
  });

  it('count bytes', () => {
    expect([bytes(0), bytes(6451), bytes(5_242_880)]).toEqual(['0 B', '6.3 KiB', '5.0 MiB']);
  });
});
