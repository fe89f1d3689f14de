import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { age } from '../format/time';
import { serverNow } from '../live/stream';

/** How old something is, ticking each second by the service's clock: the text alone, as a page may have thousands. */
export function Age({ at }: { at: number }) {
  const then = useSignal(at);
  useEffect(() => {
    then.value = at;
  }, [at]);
  return <span class="age num">{useComputed(() => age(then.value, serverNow.value))}</span>;
}
