import { describe, expect, it } from 'vitest';
import { pageAt, pagesOf } from './pages';

describe('pages of a wall', () => {
  it('hold what fits', () => {
    expect(pagesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(pagesOf([1], 0)).toEqual([[1]]);
    expect(pagesOf([], 4)).toEqual([]);
  });

  it('turn in turn, and not while something critical is active', () => {
    expect([0, 1, 2, 3].map((tick) => pageAt(tick, 3, false))).toEqual([0, 1, 2, 0]);
    expect([0, 1, 2, 3].map((tick) => pageAt(tick, 3, true))).toEqual([0, 0, 0, 0]);
  });
});
