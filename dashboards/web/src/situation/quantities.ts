/** The order in which people look for things. */
const ORDER = [
  'temperature',
  'humidity',
  'body_temperature',
  'crossings',
  'missed_crossings',
  'tank_level',
  'chlorine',
  'run_state',
  'flow',
  'line_pressure',
  'fault',
];

const rank = (quantity: string) => (ORDER.includes(quantity) ? ORDER.indexOf(quantity) : ORDER.length);
const device = (id: string) => id.slice(0, id.lastIndexOf('.') + 1);

/** Ids are ASCII; a comparison by a language would cost a browser its collation first. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Device by device, each in the familiar order. */
export function byQuantity(a: { id: string; quantity: string }, b: { id: string; quantity: string }): number {
  return compare(device(a.id), device(b.id)) || rank(a.quantity) - rank(b.quantity) || compare(a.id, b.id);
}

export const quantityRank = rank;
