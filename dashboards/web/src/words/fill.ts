export type Fillings = Readonly<Record<string, string | number>>;

/** Fills `{n}` and chooses in `{n|one|other}`; a name without a filling stays visible, so that a test finds it. */
export function fill(pattern: string, fillings: Fillings): string {
  return pattern.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const filling = fillings[name];
    if (filling === undefined) {
      return whole;
    }
    return one === undefined || other === undefined ? String(filling) : Number(filling) === 1 ? one : other;
  });
}
