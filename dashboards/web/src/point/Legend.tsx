import type { Style } from './plot';
import { placeTime } from './place';
import type { Series } from './series';
import { say } from './words';

interface Props {
  style: Style;
  /** Where the pointer is; null when nowhere. */
  at: number | null;
  series: Series;
  value: (of: number) => string;
  zone: string;
  has: { gaps: boolean; beyond: boolean; maintenance: boolean };
}

/** What each line and shade means, and what the pointer stands on. */
export function Legend({ style, at, series, value, zone, has }: Props) {
  return (
    <div class="legend">
      <ul aria-label={say('legend.label')}>
        {style === 'line' && (
          <>
            <li>
              <i class="key-mean" /> {say('legend.mean')}
            </li>
            <li>
              <i class="key-band" /> {say('legend.band')}
            </li>
          </>
        )}
        {style === 'steps' && (
          <li>
            <i class="key-mean" /> {say('legend.value')}
          </li>
        )}
        {style === 'dots' && (
          <li>
            <i class="key-dot" /> {say('legend.max')}
          </li>
        )}
        {has.gaps && (
          <li>
            <i class="key-gap" /> {say('legend.gap')}
          </li>
        )}
        {has.beyond && (
          <li>
            <i class="key-beyond" /> {say('legend.beyond')}
          </li>
        )}
        {has.maintenance && (
          <li>
            <i class="key-maintenance" /> {say('legend.maintenance')}
          </li>
        )}
      </ul>
      <p class="readout num" aria-hidden="true">
        {at === null ? <span class="muted">{say('range.hint')}</span> : readout(series, at, style, value, zone)}
      </p>
    </div>
  );
}

function readout(series: Series, at: number, style: Style, value: (of: number) => string, zone: string): string {
  const { [at]: time } = series.times;
  const { [at]: low } = series.low;
  const { [at]: mean } = series.mean;
  const { [at]: high } = series.high;
  if (time === undefined || low == null || mean == null || high == null) {
    return say('legend.gap');
  }
  const text =
    style === 'line' && low !== high ? say('chart.summary', { low: value(low), mean: value(mean), high: value(high) }) : value(high);
  return say('at', { time: placeTime(time, zone), text });
}
