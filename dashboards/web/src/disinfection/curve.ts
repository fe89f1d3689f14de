import type { Curve } from './types';

const GAP_PERIODS = 3;

export interface Drawn {
  /** One path of the means; it is broken where nothing was heard. */
  line: string;
  /** Between the least and the largest. */
  band: string;
  y: (value: number) => number;
}

/** Means as a line and extremes as a band, in a box; gaps stay gaps. */
export function drawn(curve: Curve, from: number, to: number, width: number, height: number, also: readonly number[]): Drawn {
  const values = [...curve.values.flatMap((v) => [v[2], v[3]]), ...also];
  let low = Math.min(...values, curve.quantity === 'chlorine' ? Infinity : 0);
  let high = Math.max(...values);
  if (high - low < 1e-6) {
    high = low + 1;
  }
  const margin = (high - low) * 0.05;
  low -= curve.quantity === 'chlorine' ? margin : 0;
  high += margin;
  const x = (time: number) => ((time - from) / (to - from)) * width;
  const y = (value: number) => height - ((value - low) / (high - low)) * height;
  let line = '';
  let band = '';
  let part: Curve['values'] = [];
  const close = () => {
    if (part.length) {
      line += part.map((v, i) => `${i ? 'L' : 'M'}${x(v[0]).toFixed(1)} ${y(v[1]).toFixed(1)}`).join('');
      const upper = part.map((v, i) => `${i ? 'L' : 'M'}${x(v[0]).toFixed(1)} ${y(v[3]).toFixed(1)}`).join('');
      const lower = [...part].reverse().map((v) => `L${x(v[0]).toFixed(1)} ${y(v[2]).toFixed(1)}`).join('');
      band += `${upper}${lower}Z`;
    }
    part = [];
  };
  for (const value of curve.values) {
    const before = part[part.length - 1];
    if (before && value[0] - before[0] > GAP_PERIODS * curve.everyMs) {
      close();
    }
    part.push(value);
  }
  close();
  return { line, band, y };
}
