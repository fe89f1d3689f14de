import { describe, expect, it } from 'vitest';
import type { Point } from '../api/types';
import { buildingState } from './buildingState';
import { NOW, point, unavailable } from './samples.test-data';

const room = (path: string, ...points: string[]) => ({
  area: { path, name: path, nameEn: path, expected: true },
  shortName: path,
  points,
});
const known = (...points: Point[]) => new Map(points.map((p) => [p.id, p]));

describe('the state of a building', () => {
  it('is quiet with the range of areas of one kind', () => {
    const points = known(point({ id: 'a', value: 20 }), point({ id: 'b', value: 23 }));
    const state = buildingState([room('dorm-1/room-101', 'a'), room('dorm-1/room-102', 'b')], points, NOW);
    expect(state.state).toBe('normal');
    expect(state.troubled).toEqual([]);
    expect(state.ranges).toEqual([{ quantity: 'temperature', unit: 'Cel', low: 20, high: 23 }]);
  });

  it('says no range over areas of several kinds', () => {
    const points = known(point({ id: 'a', value: -18 }), point({ id: 'b', value: 64 }));
    expect(buildingState([room('c/frozen', 'a'), room('c/hot-holding', 'b')], points, NOW).ranges).toEqual([]);
  });

  it('names the worst areas first and counts the rest', () => {
    const points = known(point({ id: 'a' }), unavailable({ id: 'b' }), point({ id: 'c', state: 'critical' }), unavailable({ id: 'd' }), unavailable({ id: 'e' }));
    const state = buildingState(['a', 'b', 'c', 'd', 'e'].map((id) => room(`x/${id}`, id)), points, NOW);
    expect(state.state).toBe('critical');
    expect(state.troubled.map((r) => r.room.area.path)).toEqual(['x/c', 'x/b', 'x/d']);
    expect(state.more).toBe(1);
  });

  it('of an area whose points are gone, says that nothing is wrong with what is there', () => {
    expect(buildingState([room('x/a', 'gone')], new Map(), NOW).state).toBe('normal');
  });
});
