/** Least way from the limit to the bar's end, so that a small excursion looks small. */
const REACH: Readonly<Record<string, number>> = { Cel: 5, kPa: 50, 'mg/L': 100, 'L/min': 2 };

/** Places on a bar in percent of its length. Shares are the whole bar; other units show the limit and its surroundings. */
export function scaleOf(value: number, limit: number, upper: boolean, unit: string): { value: number; limit: number } {
  let low = 0;
  let high = 100;
  if (!unit.startsWith('%')) {
    const beyond = upper ? value - limit : limit - value;
    const reach = Math.max(REACH[unit] ?? Math.max(1, Math.abs(limit) / 5), beyond * 1.25, -beyond / 2.2);
    low = upper ? limit - 2.2 * reach : limit - reach;
    high = upper ? limit + reach : limit + 2.2 * reach;
  }
  const place = (at: number) => Math.min(100, Math.max(0, ((at - low) / (high - low)) * 100));
  return { value: place(value), limit: place(limit) };
}
