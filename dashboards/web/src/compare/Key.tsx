import type { Look } from './looks';

/** A piece of the line with its letter, as the chart draws it. */
export function Key({ look }: { look: Look }) {
  return (
    <svg class="line-key" viewBox="0 0 58 18" aria-hidden="true">
      <line x1="0" x2="40" y1="9" y2="9" stroke={look.colour} stroke-width={look.width} stroke-dasharray={look.dash.join(' ')} />
      <text x="45" y="14" fill={look.colour}>
        {look.letter}
      </text>
    </svg>
  );
}
