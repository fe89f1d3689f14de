import { useEffect, useRef } from 'preact/hooks';
import { lang } from '../words/words';

/** For what scrolls sideways on a phone: the link of where somebody is comes into sight. */
export function useInSight<T extends HTMLElement = HTMLElement>(here: unknown) {
  const row = useRef<T>(null);
  useEffect(() => {
    const at = row.current;
    const link = at?.querySelector<HTMLElement>('[aria-current]');
    if (!at || !link) {
      return;
    }
    const watcher = new ResizeObserver(() => {
      const [seen, wanted] = [at.getBoundingClientRect(), link.getBoundingClientRect()];
      at.scrollLeft += wanted.left - seen.left - (seen.width - wanted.width) / 2;
    });
    watcher.observe(at);
    return () => watcher.disconnect();
  }, [here, lang.value]);
  return row;
}
