import { age } from '../format/time';
import { serverNow } from '../live/stream';

/** How old something is, ticking each second by the service's clock. */
export function Age({ at }: { at: number }) {
  return <span class="age num">{age(at, serverNow.value)}</span>;
}
