import type { Point, PointState } from '../api/types';
import { pointsIn, type Room } from './places';
import { roomState, WORST_FIRST, type Range, type RoomState } from './roomState';

/** More troubled areas than these are counted rather than named. */
const NAMED_MAX = 3;

export interface BuildingState {
  state: PointState;
  /** Worst first, the first few. */
  troubled: { room: Room; state: RoomState }[];
  /** How many more are troubled. */
  more: number;
  ranges: Range[];
}

/** What means something without the name of an area. */
const SAYING = new Set(['temperature', 'humidity', 'crossings']);

/** `room` of `dorm-1/room-101`: areas whose values mean the same. */
const kindOf = (room: Room) => (room.area.path.split('/').at(-1) ?? '').replace(/-?\d+$/, '');

/**
 * What the tile of a building says. Pure. A range over areas of several kinds, such as a frozen store and a hot counter,
 * would say nothing: it is left out.
 */
export function buildingState(rooms: readonly Room[], points: ReadonlyMap<string, Point>, now: number): BuildingState {
  const states = rooms.map((room) => ({ room, state: roomState(pointsIn([room], points), now) }));
  const rank = (state: PointState) => WORST_FIRST.indexOf(state);
  const troubled = states.filter((s) => s.state.state !== 'normal').sort((a, b) => rank(a.state.state) - rank(b.state.state));
  const ranges = new Map<string, { kind: string; range: Range; mixed: boolean }>();
  for (const { room, state } of states) {
    for (const range of state.ranges) {
      const known = ranges.get(range.quantity);
      if (known) {
        known.range.low = Math.min(known.range.low, range.low);
        known.range.high = Math.max(known.range.high, range.high);
        known.mixed ||= known.kind !== kindOf(room);
      } else {
        ranges.set(range.quantity, { kind: kindOf(room), range: { ...range }, mixed: false });
      }
    }
  }
  return {
    state: troubled[0]?.state.state ?? 'normal',
    troubled: troubled.slice(0, NAMED_MAX),
    more: Math.max(0, troubled.length - NAMED_MAX),
    ranges: [...ranges.values()].filter((r) => !r.mixed && SAYING.has(r.range.quantity)).map((r) => r.range),
  };
}
