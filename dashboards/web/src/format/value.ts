import { t, wordOf, type Key } from '../words/words';

/** UCUM codes that people do not read as they are; `1` says that there is no unit. */
export function unitWord(unit: string): string {
  return unit === '1' ? '' : wordOf('unit', unit);
}

/** Counts are whole; measured values keep one decimal, so that 19.6 never looks like a limit of 20. */
function digits(value: number, unit: string): string {
  const decimals = unit === '1' ? (Number.isInteger(value) ? 0 : 1) : 1;
  const rounded = Number(value.toFixed(decimals));
  // Not "-0.0": a cold store just below zero rounds to zero.
  const text = (Object.is(rounded, -0) ? 0 : rounded).toFixed(decimals);
  return text.replace('-', '−');
}

/** On or off, for quantities that are a bit. */
function switched(quantity: string, value: number): string | undefined {
  return quantity === 'run_state' || quantity === 'fault'
    ? t(`value.${quantity}.${value >= 0.5 ? 'on' : 'off'}` as Key)
    : undefined;
}

export const isSwitch = (quantity: string) => quantity === 'run_state' || quantity === 'fault';

/** The number and the unit apart, so that a page may set them in different sizes. */
export function valueParts(value: number, unit: string, quantity: string): { number: string; unit: string } {
  const word = switched(quantity, value);
  return word === undefined ? { number: digits(value, unit), unit: unitWord(unit) } : { number: word, unit: '' };
}

export function valueText(value: number, unit: string, quantity: string): string {
  const parts = valueParts(value, unit, quantity);
  return parts.unit ? `${parts.number} ${parts.unit}` : parts.number;
}

/** `2.1–4.6 ℃`, or one value when both ends look the same. */
export function rangeText(low: number, high: number, unit: string, quantity: string): string {
  const from = valueParts(low, unit, quantity);
  const to = valueText(high, unit, quantity);
  return valueText(low, unit, quantity) === to ? to : `${from.number} – ${to}`;
}

export function bytes(size: number): string {
  if (size < 1024) {
    return `${size} B`;
  }
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KiB` : `${(size / 1024 / 1024).toFixed(1)} MiB`;
}
