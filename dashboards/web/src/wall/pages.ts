/** Pure. What fits, page by page; the rest of a row of an empty screen is no page. */
export function pagesOf<T>(items: readonly T[], fitting: number): T[][] {
  const size = Math.max(1, fitting);
  const pages: T[][] = [];
  for (let at = 0; at < items.length; at += size) {
    pages.push(items.slice(at, at + size));
  }
  return pages;
}

/** Pure. Pages turn in turn; while something critical is active the first one stays, which has what is abnormal. */
export function pageAt(ticks: number, pages: number, held: boolean): number {
  return held || pages === 0 ? 0 : ticks % pages;
}
