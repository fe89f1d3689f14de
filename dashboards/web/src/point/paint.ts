import type uPlot from 'uplot';
import type { Severity } from '../api/types';
import type { Bound } from './api';
import type { Mark } from './marks';
import type { Span } from './range';
import type { Excursion, Gap } from './series';

/** What is painted around the lines. */
export interface Scenery {
  bounds: readonly { bound: Bound; text: string }[];
  gaps: readonly Gap[];
  excursions: readonly Excursion[];
  marks: readonly Mark[];
}

/** Colours as the style sheet has them. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const SEVERITY: Readonly<Record<Severity, string>> = { critical: 'critical', warning: 'warning', info: 'info' };

/** Left and width on the canvas, cut at its edges; null when nothing of it is in sight. */
function strip(u: uPlot, span: Span): [number, number] | null {
  const left = Math.max(u.bbox.left, u.valToPos(span.from, 'x', true));
  const right = Math.min(u.bbox.left + u.bbox.width, u.valToPos(span.to, 'x', true));
  return right < left ? null : [left, Math.max(right - left, devicePixelRatio)];
}

function hatch(ctx: CanvasRenderingContext2D, left: number, top: number, width: number, height: number, ink: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.strokeStyle = ink;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  const step = 8 * devicePixelRatio;
  for (let x = left - height; x < left + width; x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** Below the lines: gaps, excursions, maintenance. */
export function paintGround(u: uPlot, scenery: Scenery): void {
  const { ctx, bbox } = u;
  for (const gap of scenery.gaps) {
    const at = strip(u, gap);
    if (at) {
      ctx.fillStyle = colour('sunk');
      ctx.fillRect(at[0], bbox.top, at[1], bbox.height);
      hatch(ctx, at[0], bbox.top, at[1], bbox.height, colour('no-data-line'));
    }
  }
  for (const excursion of scenery.excursions) {
    const at = strip(u, excursion);
    if (at) {
      ctx.fillStyle = colour(`${SEVERITY[excursion.bound.severity]}-ground`);
      ctx.fillRect(at[0], bbox.top, at[1], bbox.height);
    }
  }
  for (const mark of scenery.marks) {
    const at = mark.kind === 'maintenance' ? strip(u, { from: mark.at, to: mark.until }) : null;
    if (at) {
      const height = 10 * devicePixelRatio;
      ctx.fillStyle = colour('muted');
      ctx.fillRect(at[0], bbox.top + bbox.height - height, at[1], height);
      hatch(ctx, at[0], bbox.top + bbox.height - height, at[1], height, '#ffffff');
    }
  }
}

/** Above the lines: limits with their words, and a sign for each thing that happened. */
export function paintSigns(u: uPlot, scenery: Scenery): void {
  const { ctx, bbox } = u;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.font = `${13 * pixel}px ${getComputedStyle(document.body).fontFamily}`;
  for (const { bound, text } of scenery.bounds) {
    const y = u.valToPos(bound.limit, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) {
      continue;
    }
    ctx.strokeStyle = ctx.fillStyle = colour(SEVERITY[bound.severity]);
    ctx.lineWidth = 1.5 * pixel;
    ctx.setLineDash([6 * pixel, 4 * pixel]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
    // On the side where values are right, so that it does not cover an excursion; on the other where there is no room.
    const below = bound.upper ? y + 18 * pixel < bbox.top + bbox.height : y - 18 * pixel < bbox.top;
    ctx.textBaseline = below ? 'top' : 'bottom';
    const width = ctx.measureText(text).width;
    const x = bbox.left + 6 * pixel;
    ctx.save();
    ctx.globalAlpha = 0.85;
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(x - 2 * pixel, below ? y + 2 * pixel : y - 19 * pixel, width + 4 * pixel, 17 * pixel);
    ctx.restore();
    ctx.fillText(text, x, below ? y + 3 * pixel : y - 3 * pixel);
  }
  for (const mark of scenery.marks) {
    const x = u.valToPos(mark.at, 'x', true);
    if (mark.kind !== 'maintenance' && x >= bbox.left && x <= bbox.left + bbox.width) {
      sign(ctx, mark, x, bbox.top + 8 * pixel, pixel);
    }
  }
  ctx.restore();
}

/** Each kind has its own shape: a triangle, a tick, a square, a diamond. */
function sign(ctx: CanvasRenderingContext2D, mark: Mark, x: number, y: number, pixel: number): void {
  const r = 6 * pixel;
  ctx.strokeStyle = ctx.fillStyle = colour(mark.kind === 'alert' ? SEVERITY[mark.alert.severity] : 'ink');
  ctx.lineWidth = 2 * pixel;
  ctx.beginPath();
  if (mark.kind === 'alert') {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.lineTo(x - r, y + r);
    ctx.closePath();
    ctx.fill();
  } else if (mark.kind === 'ack') {
    ctx.moveTo(x - r, y);
    ctx.lineTo(x - r / 3, y + r * 0.7);
    ctx.lineTo(x + r, y - r * 0.8);
    ctx.stroke();
  } else if (mark.kind === 'closed') {
    ctx.strokeRect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  } else {
    ctx.moveTo(x, y - r);
    ctx.lineTo(x + r, y);
    ctx.lineTo(x, y + r);
    ctx.lineTo(x - r, y);
    ctx.closePath();
    ctx.fill();
  }
}
