import { amount, barOf, markOf } from './stock';
import type { Item } from './types';
import { say } from './words';

const WIDTH = 240;

/** The stock against its minimum. */
export function Bar({ item }: { item: Item }) {
  const { filled, minimum } = barOf(item);
  return (
    <svg
      class={`stockbar is-${markOf(item.state)}`}
      viewBox={`0 0 ${WIDTH} 16`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('bar.of', { n: item.stock === undefined ? say('stock.none') : amount(item.stock), minimum: amount(item.minimum) })}
    >
      <rect class="ground" x="0.5" y="3.5" width={WIDTH - 1} height="9" />
      <rect class="filled" x="0.5" y="3.5" width={Math.max(0, filled * (WIDTH - 1))} height="9" />
      {item.minimum > 0 && <rect class="least" x={minimum * (WIDTH - 2)} y="0" width="2" height="16" />}
    </svg>
  );
}
