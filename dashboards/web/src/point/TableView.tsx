import type { Bucket } from '../api/types';
import { duration } from '../format/time';
import { valueText } from '../format/value';
import { named } from '../words/words';
import type { Bound } from './api';
import type { Span } from './range';
import { rowsOf, stepFor, type Row } from './rows';
import type { Gap } from './series';
import { say } from './words';
import { dateTime, offsetAt } from './zoned';

interface Props {
  what: string;
  unit: string;
  quantity: string;
  span: Span;
  bucketMs: number;
  buckets: readonly Bucket[];
  bounds: readonly Bound[];
  gaps: readonly Gap[];
  zone: string;
}

/** The chart's numbers, for whoever reads better than looks. */
export function TableView({ what, unit, quantity, span, bucketMs, buckets, bounds, gaps, zone }: Props) {
  const rows = rowsOf(buckets, bucketMs, span, bounds, gaps, offsetAt(span.from, zone));
  const step = duration(stepFor(span, bucketMs));
  const value = (of: number) => valueText(of, unit, quantity);
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={say('table.show')}>
      <table class="numbers num" data-testid="table">
        <caption>
          {say('table.caption', { what, from: dateTime(span.from, zone), to: dateTime(span.to, zone), step })}
        </caption>
        <thead>
          <tr>
            {(['time', 'low', 'mean', 'high', 'count', 'unavailable', 'note'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind}${row.from}`} class={row.kind === 'gap' ? 'gap' : row.beyond ? `is-${row.beyond.severity}` : ''}>
              <th scope="row">{dateTime(row.from, zone)}</th>
              {row.kind === 'gap' ? <GapCells row={row} /> : <Numbers row={row} value={value} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GapCells({ row }: { row: Row & { kind: 'gap' } }) {
  const length = duration(row.to - row.from);
  return (
    <td colSpan={6}>
      {row.unavailable > 0
        ? say('table.gap.said', { duration: length, n: row.unavailable })
        : say('table.gap', { duration: length })}
    </td>
  );
}

function Numbers({ row, value }: { row: Row & { kind: 'numbers' }; value: (of: number) => string }) {
  const { of, beyond } = row;
  return (
    <>
      <td>{value(of.low)}</td>
      <td>{value(of.mean)}</td>
      <td>{value(of.high)}</td>
      <td>{of.measured}</td>
      <td>{of.unavailable}</td>
      <td>{beyond && <strong>{named(beyond.name, beyond.nameEn)}</strong>}</td>
    </>
  );
}
