import { describe, expect, it } from 'vitest';
import type { Point } from '../api/types';
import { point } from '../situation/samples.test-data';
import { aligned } from './align';
import { chosenOf, POINTS_MAX, search } from './chosen';
import { LOOKS } from './looks';

const known = new Map<string, Point>(
  [...Array.from({ length: 12 }, (_, i) => point({ id: `gw:cold${i}.temperature` })), point({ id: 'gw:cold0.humidity', quantity: 'humidity', unit: '%RH' })].map(
    (p) => [p.id, p],
  ),
);
const query = (ids: string[]) => new URLSearchParams(`points=${ids.map(encodeURIComponent).join()}`);

describe('what is compared', () => {
  it('is of one quantity, each once; the rest is told', () => {
    const chosen = chosenOf(query(['gw:none.temperature', 'gw:cold0.temperature', 'gw:cold0.humidity', 'gw:cold0.temperature']), known);
    expect(chosen.points.map((p) => p.id)).toEqual(['gw:cold0.temperature']);
    expect(chosen.unknown).toEqual(['gw:none.temperature']);
    expect(chosen.other).toEqual(['gw:cold0.humidity']);
  });

  it('is no more than there are looks', () => {
    expect(chosenOf(query([...known.keys()]), known).points).toHaveLength(POINTS_MAX);
    expect(LOOKS).toHaveLength(POINTS_MAX);
    expect(new Set(LOOKS.map((l) => `${l.dash} ${l.width}`)).size).toBe(LOOKS.length);
  });

  it('is found by all words, and only of the same quantity', () => {
    const chosen = [known.get('gw:cold1.temperature') as Point];
    const { found, more } = search('COLD gw', known.values(), chosen, (p) => p.id, 5);
    expect(found).toHaveLength(5);
    expect(more).toBe(6);
    expect(search('cold1', known.values(), chosen, () => '', 9).found.map((p) => p.id)).toEqual(['gw:cold10.temperature', 'gw:cold11.temperature']);
    expect(search('cold 7', known.values(), [], () => '冷库', 9).found).toHaveLength(1);
  });
});

describe('lines on one axis', () => {
  it('go on where they have nothing to say, and end where they are null', () => {
    const lines = [
      { times: [1, 3, 4], values: [10, null, 12] },
      { times: [2, 3], values: [20, 21] },
    ];
    expect(aligned(lines)).toEqual([
      [1, 2, 3, 4],
      [10, undefined, null, 12],
      [undefined, 20, 21, undefined],
    ]);
  });
});
