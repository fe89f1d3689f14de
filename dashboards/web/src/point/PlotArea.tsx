import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

const HEIGHT = 340;
const HEIGHT_NARROW = 260;
const NARROW = 640;

interface Props {
  /** Said to those who don't see it. */
  label: string;
  data: uPlot.AlignedData;
  /** Called anew when `redo` changes, so that colours, words and ranges are of now. */
  options: (size: { width: number; height: number }) => uPlot.Options;
  redo: string;
}

/** A chart as wide as its place. The numbers are in the table for whoever can't use it. */
export function PlotArea({ label, data, options, redo }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  useEffect(() => {
    const at = place.current;
    if (!at) {
      return;
    }
    const size = () => ({ width: at.clientWidth, height: at.clientWidth < NARROW ? HEIGHT_NARROW : HEIGHT });
    plot.current = new uPlot(options(size()), data, at);
    const watcher = new ResizeObserver(() => {
      const next = size();
      if (plot.current && next.width > 0 && next.width !== plot.current.width) {
        plot.current.setSize(next);
      }
    });
    watcher.observe(at);
    return () => {
      watcher.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [redo, data]);
  return <div class="plot" ref={place} role="img" aria-label={label} data-testid="plot" />;
}
