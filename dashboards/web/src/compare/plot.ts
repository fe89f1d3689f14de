import type uPlot from 'uplot';
import { colour } from '../point/paint';
import { frame, type Shape } from '../point/plot';
import type { Look } from './looks';

/** A line each, with its letter where it ends. */
export function compareOptions(shape: Shape, looks: readonly Look[], size: { width: number; height: number }): uPlot.Options {
  const base = frame(shape, size);
  return {
    ...base,
    padding: [18, 22, 0, 0],
    series: [
      {},
      ...looks.map((look) => ({
        stroke: look.colour,
        width: look.width,
        dash: [...look.dash],
        points: { show: false },
      })),
    ],
    hooks: { ...base.hooks, draw: [(u) => letters(u, looks)] },
  };
}

/** The letter stands at the last value; letters that would cover each other move apart. */
function letters(u: uPlot, looks: readonly Look[]): void {
  const pixel = devicePixelRatio;
  const { ctx } = u;
  const ends = looks.flatMap((look, i) => {
    const values = u.data[i + 1] ?? [];
    let last = values.length - 1;
    while (last >= 0 && values[last] == null) {
      last--;
    }
    const value = values[last];
    const time = u.data[0][last];
    return value == null || time === undefined ? [] : [{ look, x: u.valToPos(time, 'x', true), y: u.valToPos(value, 'y', true) }];
  });
  ends.sort((a, b) => a.y - b.y);
  const apart = 16 * pixel;
  ends.forEach((end, i) => {
    const above = ends[i - 1];
    if (above && end.y - above.y < apart && Math.abs(end.x - above.x) < apart) {
      end.y = above.y + apart;
    }
  });
  ctx.save();
  ctx.font = `bold ${13 * pixel}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { look, x, y } of ends) {
    ctx.fillStyle = colour('card');
    ctx.fillRect(x + 2 * pixel, y - 8 * pixel, 14 * pixel, 16 * pixel);
    ctx.fillStyle = look.colour;
    ctx.fillText(look.letter, x + 4 * pixel, y);
  }
  ctx.restore();
}
