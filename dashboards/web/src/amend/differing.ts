export interface Difference {
  key: string;
  before: unknown;
  after: unknown;
}

/** The keys that differ, in the order in which they are written; that it is on need not be. */
export function differing(before: object | undefined, after: object | undefined): Difference[] {
  const one: Record<string, unknown> = { on: true, ...before };
  const other: Record<string, unknown> = { on: true, ...after };
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .map((key) => ({ key, before: one[key], after: other[key] }));
}
