import { duration } from '../format/time';
import type { Span } from '../point/range';
import { stepFor } from '../point/rows';
import { summaryOf } from '../point/series';
import { say as sayOfPoint } from '../point/words';
import { dateTime, offsetAt } from '../point/zoned';
import type { Traced } from './load';
import { lookOf } from './looks';
import { say } from './words';

interface Props {
  lines: readonly Traced[];
  names: readonly string[];
  span: Span;
  zone: string;
  value: (of: number) => string;
}

/** Means by steps of time, a column a line; an empty cell is a gap. */
export function CompareTable({ lines, names, span, zone, value }: Props) {
  const widest = Math.max(...lines.map((line) => line.readings.bucketMs));
  const step = stepFor(span, widest);
  const ahead = offsetAt(span.from, zone);
  const columns = lines.map((line) => meansOf(line, step, ahead, span));
  const starts = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={sayOfPoint('table.show')}>
      <table class="numbers num" data-testid="table">
        <caption>
          {say('table.caption', { from: dateTime(span.from, zone), to: dateTime(span.to, zone), step: duration(step) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{sayOfPoint('table.time')}</th>
            {names.map((name, i) => (
              <th key={name} scope="col">
                {lookOf(i).letter} · {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {starts.map((start) => (
            <tr key={start}>
              <th scope="row">{dateTime(start, zone)}</th>
              {columns.map((column, i) => {
                const mean = column.get(start);
                return <td key={names[i]}>{mean === undefined ? say('legend.none') : value(mean)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function meansOf(line: Traced, step: number, ahead: number, span: Span): Map<number, number> {
  const groups = new Map<number, Traced['readings']['buckets']>();
  for (const bucket of line.readings.buckets) {
    const at = Math.max(span.from, Date.parse(bucket.time) + line.shift);
    const start = Math.floor((at + ahead) / step) * step - ahead;
    groups.set(start, [...(groups.get(start) ?? []), bucket]);
  }
  const means = new Map<number, number>();
  for (const [start, group] of groups) {
    const summary = summaryOf(group);
    if (summary) {
      means.set(Math.max(span.from, start), summary.mean);
    }
  }
  return means;
}
