import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { streams } from './api';
import type { Range, Stream } from './types';
import { say } from './words';

const EVERY_MS = 30_000;
const RANGES_SHOWN = 6;

/** Which batches of which start of the agent did not come; whole streams are one sentence. */
export function Streams({ gateway }: { gateway: string }) {
  const asked = useAsked(gateway, () => streams(gateway), EVERY_MS);
  const all = asked.value?.streams ?? [];
  const gaps = all.filter((s) => s.missing.length + s.dropped.length + s.rejected.length > 0);
  return (
    <section aria-labelledby="gw-streams">
      <h2 id="gw-streams">{say('streams')}</h2>
      <p class="muted">{say('streams.what')}</p>
      {asked.value && all.length === 0 && <p>{say('streams.none')}</p>}
      {all.length > 0 && gaps.length === 0 && <p>{say('streams.whole', { n: all.length })}</p>}
      {gaps.length > 0 && (
        <table class="card gw-table">
          <thead>
            <tr>
              <th scope="col">{say('st.stream')}</th>
              <th scope="col">{say('st.since')}</th>
              <th scope="col">{say('st.last')}</th>
              <th scope="col">{say('st.missing')}</th>
              <th scope="col">{say('st.dropped')}</th>
              <th scope="col">{say('st.rejected')}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((stream) => (
              <Row key={stream.stream} stream={stream} />
            ))}
          </tbody>
        </table>
      )}
      <ReadAt asked={asked} />
    </section>
  );
}

function Row({ stream }: { stream: Stream }) {
  return (
    <tr>
      <th scope="row" class="code">
        {stream.stream}
      </th>
      <td data-label={say('st.since')} class="num">
        {exactTime(Date.parse(stream.since), serverNow.value, campus.value?.timezone ?? 'UTC')}
      </td>
      <td data-label={say('st.last')} class="num">
        {stream.last ?? '—'}
      </td>
      <td data-label={say('st.missing')} class="num">
        {ranges(stream.missing)}
      </td>
      <td data-label={say('st.dropped')} class="num">
        {ranges(stream.dropped)}
      </td>
      <td data-label={say('st.rejected')} class="num">
        {ranges(stream.rejected)}
      </td>
    </tr>
  );
}

function ranges(all: readonly Range[]): string {
  if (all.length === 0) {
    return say('st.none');
  }
  const text = all
    .slice(0, RANGES_SHOWN)
    .map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
    .join(' ');
  return all.length > RANGES_SHOWN ? say('st.more', { ranges: text, n: all.length }) : text;
}
