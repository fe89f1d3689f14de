/** What a chart shows: the last so many hours up to now, or a fixed stretch. */
export type Range = { preset: Preset } | Span;
export type Preset = '24h' | '7d' | '30d';

/** Milliseconds since 1970; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const LENGTHS: Readonly<Record<Preset, number>> = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY };
export const PRESETS = Object.keys(LENGTHS) as Preset[];

export const BUCKETS_MAX = 2000;
export const SHORTEST_MS = MINUTE;
/** Twenty years and their leap days. */
export const LONGEST_MS = 7305 * DAY;

export const isPreset = (range: Range): range is { preset: Preset } => 'preset' in range;

/** What an address names; anything else is a day. */
export function rangeOf(query: URLSearchParams): Range {
  const preset = query.get('range');
  if (preset && Object.hasOwn(LENGTHS, preset)) {
    return { preset: preset as Preset };
  }
  const span = { from: Number(query.get('from') ?? Number.NaN), to: Number(query.get('to') ?? Number.NaN) };
  return problemOf(span) === null ? span : { preset: '24h' };
}

/** The part of an address that names a range. */
export function queryOf(range: Range): string {
  return isPreset(range) ? `range=${range.preset}` : `from=${range.from}&to=${range.to}`;
}

export function spanOf(range: Range, now: number): Span {
  return isPreset(range) ? { from: now - LENGTHS[range.preset], to: now } : range;
}

/** Why a stretch can't be shown; null when it can. */
export function problemOf(span: Span): 'empty' | 'order' | 'short' | 'long' | null {
  if (!Number.isSafeInteger(span.from) || !Number.isSafeInteger(span.to) || span.from < 0) {
    return 'empty';
  }
  const length = span.to - span.from;
  if (length <= 0) {
    return 'order';
  }
  return length < SHORTEST_MS ? 'short' : length > LONGEST_MS ? 'long' : null;
}

/** As many as there may be, but none narrower than the point's period: that would make gaps where there are none. */
export function bucketsFor(span: Span, everyMs: number): number {
  const least = Math.max(1000, everyMs);
  return Math.min(BUCKETS_MAX, Math.max(1, Math.floor((span.to - span.from) / least)));
}

/** How often a chart that ends now is read again; 0 when what it shows is past. */
export function refreshMs(range: Range, now: number): number {
  const span = spanOf(range, now);
  return span.to < now - MINUTE ? 0 : Math.min(5 * MINUTE, Math.max(10_000, (span.to - span.from) / BUCKETS_MAX));
}

/** The stretch before or after, of the same length; it does not go beyond now. */
export function moved(span: Span, direction: -1 | 1, now: number): Span {
  const length = span.to - span.from;
  const to = Math.min(now, span.to + direction * length);
  return { from: Math.max(0, Math.floor(to - length)), to: Math.floor(to) };
}

/** Twice as long around the same middle. */
export function wider(span: Span, now: number): Span {
  const length = Math.min(LONGEST_MS, 2 * (span.to - span.from));
  const to = Math.min(now, (span.from + span.to + length) / 2);
  return { from: Math.max(0, Math.floor(to - length)), to: Math.floor(to) };
}
