import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** How large an element is, in rem; follows the size of the screen. */
export function useSize(of: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = of.current;
    if (!element) {
      return undefined;
    }
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize({ width: element.clientWidth / rem, height: element.clientHeight / rem });
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return size;
}

export interface Size {
  width: number;
  height: number;
}

/** Pure. How many pieces of a size fit, at least one; each size has its gap in it, and the last one needs none. */
export function fitting(into: Size, piece: Size, gap: number): number {
  const along = (whole: number, part: number) => Math.max(1, Math.floor((whole + gap) / part));
  return along(into.width, piece.width) * along(into.height, piece.height);
}
