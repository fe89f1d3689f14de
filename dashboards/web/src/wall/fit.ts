import { useEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** How many rows and columns of this size, in rem, fit into an element; follows the size of the screen. */
export function useFit(of: RefObject<HTMLElement | null>, width: number, height: number): { rows: number; columns: number } {
  const [fit, setFit] = useState({ rows: 1, columns: 1 });
  useEffect(() => {
    const element = of.current;
    if (!element) {
      return undefined;
    }
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const rows = Math.max(1, Math.floor(element.clientHeight / rem / height));
      const columns = Math.max(1, Math.floor(element.clientWidth / rem / width));
      setFit((before) => (before.rows === rows && before.columns === columns ? before : { rows, columns }));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [width, height]);
  return fit;
}
