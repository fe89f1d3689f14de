/** One line to be drawn: times rising, a null where it ends. */
export interface Line {
  times: readonly number[];
  values: readonly (number | null)[];
}

/**
 * Lines on one axis of time. `undefined` says that a line has nothing to say at that time, and goes on; `null` that it
 * ends there.
 */
export function aligned(lines: readonly Line[]): [number[], ...(number | null | undefined)[][]] {
  const times = [...new Set(lines.flatMap((line) => line.times))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  const columns = lines.map((line) => {
    const column = new Array<number | null | undefined>(times.length).fill(undefined);
    line.times.forEach((time, i) => {
      column[place.get(time) ?? 0] = line.values[i] ?? null;
    });
    return column;
  });
  return [times, ...columns];
}
