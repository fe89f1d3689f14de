import { useEffect, useRef } from 'preact/hooks';
import { lang } from '../words/words';

/** For a row of links that scrolls sideways on a phone: the one where somebody is comes into sight. */
export function useInSight(here: unknown) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && link) {
      row.current.scrollLeft = link.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - link.offsetWidth) / 2;
    }
  }, [here, lang.value]);
  return row;
}
