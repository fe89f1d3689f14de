import { describe, expect, it } from 'vitest';
import { moved, stepOf } from './moves';

const spot = { point: 'a', x: 0.5, y: 0.5 };

describe('a point on a plan', () => {
  it('never leaves the picture', () => {
    expect(moved([spot, { ...spot, point: 'b' }], 'a', -3, 1.2)).toEqual([
      { point: 'a', x: 0, y: 1 },
      { point: 'b', x: 0.5, y: 0.5 },
    ]);
    expect(stepOf({ ...spot, x: 0.995 }, 'ArrowRight', false)).toEqual({ x: 1, y: 0.5 });
  });

  it.each([
    ['ArrowLeft', false, { x: 0.49, y: 0.5 }],
    ['ArrowDown', true, { x: 0.5, y: 0.55 }],
    ['Enter', false, undefined],
  ])('is moved by %s, large: %s', (key, large, to) => {
    expect(stepOf(spot, key, large)).toEqual(to);
  });
});
