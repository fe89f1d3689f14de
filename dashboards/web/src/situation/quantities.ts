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

/** Device by device, each in the familiar order. */
export function byQuantity(a: { id: string; quantity: string }, b: { id: string; quantity: string }): number {
  return device(a.id).localeCompare(device(b.id)) || rank(a.quantity) - rank(b.quantity) || a.id.localeCompare(b.id);
}

export const quantityRank = rank;
