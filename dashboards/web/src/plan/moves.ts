import type { Spot } from './types';

const STEP = 0.01;
const STRIDE = 0.05;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 10_000;

/** Pure. The spots with one of them elsewhere, never beyond the picture. */
export function moved(spots: readonly Spot[], point: string, x: number, y: number): Spot[] {
  return spots.map((spot) => (spot.point === point ? { point, x: within(x), y: within(y) } : spot));
}

/** Where the nth new one waits to be dragged: side by side, so that none hides another. */
export const seat = (n: number) => ({ x: within(0.08 + (n % 9) * 0.105), y: within(0.08 + (Math.floor(n / 9) % 9) * 0.1) });

/** Where an arrow key moves it; undefined for any other key. */
export function stepOf(spot: Spot, key: string, large: boolean): { x: number; y: number } | undefined {
  const arrow = ARROWS[key];
  const step = large ? STRIDE : STEP;
  return arrow && { x: within(spot.x + arrow[0] * step), y: within(spot.y + arrow[1] * step) };
}
