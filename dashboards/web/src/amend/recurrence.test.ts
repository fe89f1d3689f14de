import { afterEach, expect, it } from 'vitest';
import { lang } from '../words/words';
import { recurrenceText } from './recurrence';

afterEach(() => {
  lang.value = 'zh-CN';
});

it.each([
  ['FREQ=HOURLY;INTERVAL=2', '每 2 小时', 'every 2 hours'],
  ['FREQ=DAILY', '每天', 'every day'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', '每周 周一、周四', 'every week Mon, Thu'],
  ['FREQ=DAILY;BYHOUR=6,12;BYMINUTE=30', '每天 06:30、12:30', 'every day 06:30, 12:30'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15', '每月 1、15 日', 'every month on day 1, 15'],
])('%s is %s', (rule, chinese, english) => {
  expect(recurrenceText(rule)).toBe(chinese);
  lang.value = 'en';
  expect(recurrenceText(rule)).toBe(english);
});

it.each(['FREQ=DAILY;COUNT=3', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=HOURLY;BYMINUTE=30', 'DAILY', ''])(
  'what it has no words for stays as it is: %s',
  (rule) => {
    expect(recurrenceText(rule)).toBe(rule);
  },
);
