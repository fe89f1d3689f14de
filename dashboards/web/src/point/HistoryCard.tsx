import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { duration, exactTime } from '../format/time';
import { isSwitch, valueText } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { lang, named, t } from '../words/words';
import { csvAddress, type PointDetail } from './api';
import { Legend } from './Legend';
import type { Loaded } from './load';
import { marksOf } from './marks';
import { pointName } from './place';
import { pointOptions, type Style } from './plot';
import { PlotArea } from './PlotArea';
import { isPreset, queryOf, spanOf, type Range } from './range';
import { RangeBar } from './RangeBar';
import { boundText } from './RulesCard';
import { excursionsOf, seriesOf, summaryOf } from './series';
import { summaryText } from './summary';
import { TableView } from './TableView';
import { say } from './words';
import { dateTime } from './zoned';

interface Props {
  detail: PointDetail;
  range: Range;
  loaded: Loaded;
  zone: string;
  onRange: (range: Range) => void;
}

export const styleOf = (point: { event: boolean; quantity: string }): Style =>
  point.event ? 'dots' : isSwitch(point.quantity) ? 'steps' : 'line';

/** The chart with its controls; or the same numbers as a table. */
export function HistoryCard({ detail, range, loaded, zone, onRange }: Props) {
  const asTable = useSignal(false);
  // Reads of the running time only when something is chosen: the chart is not drawn anew each second.
  const now = serverNow.peek();
  const span = spanOf(range, now);
  return (
    <section class="card part history" aria-labelledby="history-title">
      <div class="head">
        <h2 id="history-title">{say('history')}</h2>
        <div class="history-ways">
          <button type="button" data-testid="table-toggle" onClick={() => (asTable.value = !asTable.value)}>
            {say(asTable.value ? 'table.hide' : 'table.show')}
          </button>
          <a
            class="button"
            href={csvAddress(detail.id, span.from, span.to, lang.value === 'en')}
            download
            title={say('csv.hint')}
            data-testid="csv"
          >
            {say('csv')}
          </a>
        </div>
      </div>
      <RangeBar range={range} now={now} zone={zone} onChange={onRange} />
      <Freshness loaded={loaded} zone={zone} />
      <Content detail={detail} loaded={loaded} zone={zone} asTable={asTable.value} onRange={onRange} />
      <p class="history-more">
        {!detail.event && (
          <a href={`#/compare?points=${encodeURIComponent(detail.id)}&against=week&${queryOf(isPreset(range) ? range : { preset: '7d' })}`}>
            {say('compare.week')}
          </a>
        )}
        <a href={`#/compare?points=${encodeURIComponent(detail.id)}&${queryOf(range)}`}>{say('compare')}</a>
      </p>
    </section>
  );
}

/** When the chart was read; and when it could not be read again, that too. */
function Freshness({ loaded, zone }: { loaded: Loaded; zone: string }) {
  const time = loaded.at === null ? '' : exactTime(loaded.at, serverNow.peek(), zone);
  if (loaded.failure !== null) {
    return (
      <p class="failure" role="alert" data-testid="history-failed">
        {loaded.at === null ? say('chart.failed', { detail: loaded.failure }) : say('chart.old', { time, detail: loaded.failure })}
      </p>
    );
  }
  const width = loaded.data && duration(loaded.data.readings.bucketMs);
  return (
    <p class="muted num" data-testid="history-read" data-busy={loaded.busy} aria-busy={loaded.busy}>
      {loaded.busy || loaded.at === null
        ? say('chart.reading')
        : `${say('chart.read', { time })}${width ? `${t('join')}${say('chart.width', { width })}` : ''}`}
    </p>
  );
}

interface ContentProps {
  detail: PointDetail;
  loaded: Loaded;
  zone: string;
  asTable: boolean;
  onRange: (range: Range) => void;
}

function Content({ detail, loaded, zone, asTable, onRange }: ContentProps) {
  const { data } = loaded;
  const cursor = useSignal<number | null>(null);
  const drawn = useMemo(() => {
    if (!data) {
      return null;
    }
    const { buckets, bucketMs } = data.readings;
    const series = seriesOf(buckets, bucketMs, data.span, detail);
    return {
      series,
      rows: [series.times, series.low, series.mean, series.high] as [number[], ...(number | null)[][]],
      excursions: excursionsOf(buckets, bucketMs, detail.rules, detail),
      summary: summaryOf(buckets),
      marks: data.marks.ok ? marksOf(data.marks.value) : [],
    };
  }, [data, detail]);
  if (!data || !drawn) {
    return <div class="plot empty" />;
  }
  const { series, summary, excursions } = drawn;
  const { span } = data;
  const what = pointName(campus.value, detail);
  const text = summaryText(detail, summary, series.gaps, excursions);
  const value = (of: number) => valueText(of, detail.unit, detail.quantity);
  if (asTable) {
    return (
      <>
        <p class="num">{text}</p>
        <TableView
          what={what}
          unit={detail.unit}
          quantity={detail.quantity}
          span={span}
          bucketMs={data.readings.bucketMs}
          buckets={data.readings.buckets}
          bounds={detail.rules}
          gaps={series.gaps}
          zone={zone}
        />
      </>
    );
  }
  const style = styleOf(detail);
  const bounds = detail.rules.map((bound) => ({
    bound,
    text: boundText(bound.upper, value(bound.limit), named(bound.name, bound.nameEn)),
  }));
  const label = say('chart.label', { what, from: dateTime(span.from, zone), to: dateTime(span.to, zone), summary: text });
  return (
    <>
      <p class="num" data-testid="summary">
        {text}
      </p>
      <div class="plot-place" data-gaps={series.gaps.length} data-from={span.from} data-to={span.to} data-testid="chart">
        <PlotArea
          label={label}
          data={drawn.rows}
          redo={`${lang.value} ${span.from} ${span.to}`}
          options={(size) =>
            pointOptions(
              {
                style,
                span,
                zone,
                levels: style === 'steps' ? [] : detail.rules.map((r) => r.limit),
                say: (v) => (style === 'steps' ? value(v) : axisNumber(v)),
                onCursor: (index) => (cursor.value = index),
                onDrag: onRange,
              },
              { bounds, gaps: series.gaps, excursions, marks: drawn.marks },
              size,
            )
          }
        />
        {summary === null && (
          <p class="plot-none">
            {say('chart.none')} {say('chart.none.hint')}
          </p>
        )}
      </div>
      <Legend
        style={style}
        at={cursor.value}
        series={series}
        value={value}
        zone={zone}
        has={{ gaps: series.gaps.length > 0, beyond: excursions.length > 0, maintenance: drawn.marks.some((m) => m.kind === 'maintenance') }}
      />
    </>
  );
}

/** As short as it is exact. */
const axisNumber = (value: number) => String(Number(value.toFixed(2))).replace('-', '−');
