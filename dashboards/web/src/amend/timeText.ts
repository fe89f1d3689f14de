import { say } from './words';

/** `10m` as number and unit; empty for what is none. */
export function partsOf(text: string | undefined): { n: string; unit: string } {
  const match = /^(\d+)\s*(ms|s|m|h|d)$/.exec(text ?? '');
  return { n: match?.[1] ?? '', unit: match?.[2] ?? 'm' };
}

/** A duration as the campus file spells it, in words; what is none stands for itself. */
export function timeText(text: string | undefined): string {
  const { n, unit } = partsOf(text);
  return n && unit !== 'ms' ? say(`time.${unit as 's' | 'm' | 'h' | 'd'}`, { n: Number(n) }) : (text ?? '');
}
