import { expect, it } from 'vitest';
import { differing } from './differing';

const RULE = { id: 'warm', above: 8, do: '关门' };

it('tells what a change changed', () => {
  expect(differing(RULE, { ...RULE, above: 9, on: true })).toEqual([{ key: 'above', before: 8, after: 9 }]);
  expect(differing(RULE, { ...RULE, on: false })).toEqual([{ key: 'on', before: true, after: false }]);
  expect(differing(RULE, { id: 'warm', above: 8 })).toEqual([{ key: 'do', before: '关门', after: undefined }]);
});
