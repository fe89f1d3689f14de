import uPlot from 'uplot';
import { timeLabels } from './axis';
import { colour, paintGround, paintSigns, type Scenery } from './paint';
import type { Span } from './range';

const FONT_PX = 13;
const LEAST_DRAG_PX = 8;

/** How values are drawn: a line with its band, a bit as steps, or a dot for each reading of a person. */
export type Style = 'line' | 'steps' | 'dots';

export interface Shape {
  style: Style;
  span: Span;
  zone: string;
  /** Values that shall be in sight whatever was measured. */
  levels: readonly number[];
  /** Words beside the axis. */
  say: (value: number) => string;
  onCursor: (index: number | null) => void;
  onDrag: (span: Span) => void;
}

/** With room above and below; a bit is always shown from 0 to 1. */
export function valueRange(low: number | null, high: number | null, levels: readonly number[], style: Style): [number, number] {
  if (style === 'steps') {
    return [-0.05, 1.05];
  }
  const all = [...levels, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])];
  const bottom = all.length ? Math.min(...all) : 0;
  const top = all.length ? Math.max(...all) : 1;
  const room = Math.max((top - bottom) * 0.08, 0.3);
  return [bottom - room, top + room];
}

const lineFont = () => `${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;

export function axes(shape: Pick<Shape, 'style' | 'zone' | 'say'>): uPlot.Axis[] {
  const grid = { stroke: colour('line'), width: 1 };
  const plain = { stroke: colour('muted'), grid, ticks: grid, font: lineFont() };
  const steps = shape.style === 'steps';
  return [
    { ...plain, space: 70, values: (_u, marks, _axis, _space, step) => timeLabels(marks, step, shape.zone) },
    {
      ...plain,
      size: (_u, values) => Math.max(44, ...(values ?? []).map((v) => 14 + v.length * (/[^\x00-\xff]/.test(v) ? 13 : 8))),
      ...(steps && { splits: () => [0, 1] }),
      values: (_u, marks) => marks.map((value) => shape.say(value)),
    },
  ];
}

/** What all charts here have in common: time on the campus's clock, a drag that chooses a time, no legend of its own. */
export function frame(shape: Shape, size: { width: number; height: number }): Omit<uPlot.Options, 'series'> {
  return {
    ...size,
    ms: 1,
    tzDate: (ms) => uPlot.tzDate(new Date(ms), shape.zone),
    legend: { show: false },
    padding: [18, 12, 0, 0],
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG_PX },
      points: { size: 8 },
      y: false,
    },
    scales: {
      x: { time: true, range: () => [shape.span.from, shape.span.to] },
      y: { range: (_u, low, high) => valueRange(low ?? null, high ?? null, shape.levels, shape.style) },
    },
    axes: axes(shape),
    hooks: {
      setCursor: [(u) => shape.onCursor(u.cursor.idx ?? null)],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width >= LEAST_DRAG_PX) {
            shape.onDrag({ from: Math.floor(u.posToVal(left, 'x')), to: Math.ceil(u.posToVal(left + width, 'x')) });
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          }
        },
      ],
    },
  };
}

/** A value between two gaps is a dot, else it would not be seen. */
function lonely(u: uPlot, index: number, show: boolean): number[] | null {
  const values = u.data[index];
  if (show || !values) {
    return null;
  }
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) {
      found.push(i);
    }
  }
  return found;
}

/** Lowest, mean and highest of one point, in that order. */
export function pointOptions(shape: Shape, scenery: Scenery, size: { width: number; height: number }): uPlot.Options {
  const base = frame(shape, size);
  const ink = colour('ink');
  const edge: uPlot.Series = { width: 0, points: { show: false } };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const mean: uPlot.Series =
    shape.style === 'dots'
      ? { width: 0, points: { show: false } }
      : {
          stroke: ink,
          width: 1.5,
          points: { size: 4, fill: ink, filter: lonely },
          ...(shape.style === 'steps' && stepped && { paths: stepped, fill: colour('band') }),
        };
  const high: uPlot.Series =
    shape.style === 'dots' ? { stroke: ink, width: 0, paths: () => null, points: { show: true, size: 6, fill: ink, stroke: ink } } : edge;
  return {
    ...base,
    series: [{}, edge, mean, high],
    ...(shape.style === 'line' && { bands: [{ series: [3, 1], fill: colour('band') }] }),
    hooks: {
      ...base.hooks,
      drawClear: [(u) => paintGround(u, scenery)],
      draw: [(u) => paintSigns(u, scenery)],
    },
  };
}
