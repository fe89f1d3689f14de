import { expect, it } from 'vitest';
import { partsOf, timeText } from './timeText';

it('takes a duration apart', () => {
  expect(partsOf('10m')).toEqual({ n: '10', unit: 'm' });
  expect(partsOf('500ms')).toEqual({ n: '500', unit: 'ms' });
  expect(timeText('10m')).toBe('10 分钟');
  expect(timeText('soon')).toBe('soon');
  expect(partsOf(undefined)).toEqual({ n: '', unit: 'm' });
});
