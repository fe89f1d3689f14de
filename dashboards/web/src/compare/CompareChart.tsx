import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { duration, exactTime } from '../format/time';
import { isSwitch, valueText } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { placeAndDevice, placeTime } from '../point/place';
import type { Style } from '../point/plot';
import { PlotArea } from '../point/PlotArea';
import type { Range, Span } from '../point/range';
import { seriesOf, summaryOf } from '../point/series';
import { say as sayOfPoint } from '../point/words';
import { dateTime } from '../point/zoned';
import { lang, t } from '../words/words';
import { aligned } from './align';
import { CompareTable } from './CompareTable';
import { Key } from './Key';
import type { Compared, Traced } from './load';
import { lookOf } from './looks';
import { compareOptions } from './plot';
import { say } from './words';

interface Props {
  compared: Compared;
  zone: string;
  onRange: (range: Range) => void;
}

/** The lines with a legend by dash, letter and word; or the same as a table. */
export function CompareChart({ compared, zone, onRange }: Props) {
  const asTable = useSignal(false);
  return (
    <>
      <Told compared={compared} zone={zone} />
      {compared.span && compared.lines.length > 0 ? (
        <Lines lines={compared.lines} span={compared.span} zone={zone} asTable={asTable.value} onRange={onRange} />
      ) : (
        <div class="plot empty" />
      )}
      <button type="button" data-testid="table-toggle" onClick={() => (asTable.value = !asTable.value)}>
        {sayOfPoint(asTable.value ? 'table.hide' : 'table.show')}
      </button>
    </>
  );
}

function Told({ compared, zone }: { compared: Compared; zone: string }) {
  const { at, busy, failures, lines } = compared;
  const time = at === null ? '' : exactTime(at, serverNow.peek(), zone);
  const width = lines[0] && duration(lines[0].readings.bucketMs);
  return (
    <>
      {failures.map(({ point, detail }) => (
        <p key={point.id} class="failure" role="alert">
          {say('failed', { name: placeAndDevice(campus.value, point), detail })}
          {at !== null && ` ${say('old', { time })}`}
        </p>
      ))}
      {failures.length === 0 && (
        <p class="muted num" data-testid="history-read" data-busy={busy} aria-busy={busy}>
          {busy || at === null
            ? sayOfPoint('chart.reading')
            : `${sayOfPoint('chart.read', { time })}${t('join')}${sayOfPoint('chart.width', { width: width ?? '' })}${lang.value === 'en' ? '. ' : '。'}${say('mean')}`}
        </p>
      )}
    </>
  );
}

export function lineName(line: Traced, week: boolean): string {
  const name = placeAndDevice(campus.value, line.point);
  return week ? `${name}${t('join')}${say(line.shift ? 'before' : 'this')}` : name;
}

interface LinesProps {
  lines: readonly Traced[];
  span: Span;
  zone: string;
  asTable: boolean;
  onRange: (range: Range) => void;
}

function Lines({ lines, span, zone, asTable, onRange }: LinesProps) {
  const cursor = useSignal<number | null>(null);
  const first = lines[0] as Traced;
  const { unit, quantity } = first.point;
  const style: Style = isSwitch(quantity) ? 'steps' : 'line';
  const week = lines.some((line) => line.shift > 0);
  const value = (of: number) => valueText(of, unit, quantity);
  const { data, gaps } = useMemo(() => {
    const series = lines.map((line) => {
      const own = { from: span.from - line.shift, to: span.to - line.shift };
      return { line, of: seriesOf(line.readings.buckets, line.readings.bucketMs, own, line.point) };
    });
    return {
      data: aligned(series.map(({ line, of }) => ({ times: of.times.map((time) => Math.round(time + line.shift)), values: of.mean }))),
      gaps: series.map(({ of }) => of.gaps.length),
    };
  }, [lines]);
  const names = lines.map((line) => lineName(line, week));
  const bounds = { from: dateTime(span.from, zone), to: dateTime(span.to, zone) };
  if (asTable) {
    return <CompareTable lines={lines} names={names} span={span} zone={zone} value={value} />;
  }
  const at = cursor.value;
  const time = at === null ? undefined : data[0][at];
  return (
    <>
      <div class="plot-place" data-testid="chart" data-lines={lines.length} data-from={span.from} data-to={span.to}>
        <PlotArea
          label={`${say('chart', { n: lines.length, ...bounds })}${t('join')}${names.join(t('join.list'))}`}
          data={data}
          redo={`${lang.value} ${span.from} ${span.to} ${lines.length}`}
          options={(size) =>
            compareOptions(
              {
                style,
                span,
                zone,
                levels: [],
                say: (v) => (style === 'steps' ? value(v) : String(Number(v.toFixed(2))).replace('-', '−')),
                onCursor: (index) => (cursor.value = index),
                onDrag: onRange,
              },
              lines.map((_, i) => lookOf(i)),
              size,
            )
          }
        />
      </div>
      <p class="muted num readout" aria-hidden="true">
        {time === undefined ? sayOfPoint('range.hint') : placeTime(time, zone)}
      </p>
      <ul class="lines" aria-label={sayOfPoint('legend.label')} data-testid="compare-legend">
        {lines.map((line, i) => {
          const summary = summaryOf(line.readings.buckets);
          const here = at === null ? undefined : data[i + 1]?.[at];
          return (
            <li key={`${line.point.id} ${line.shift}`}>
              <Key look={lookOf(i)} />
              <span>
                {names[i]}
                <span class="muted num">
                  {summary
                    ? say('summary', { low: value(summary.low), mean: value(summary.mean), high: value(summary.high) })
                    : say('legend.none')}
                  {(gaps[i] ?? 0) > 0 && ` · ${say('legend.none')} × ${gaps[i]}`}
                </span>
              </span>
              <b class="num">{here == null ? '' : value(here)}</b>
            </li>
          );
        })}
      </ul>
    </>
  );
}
