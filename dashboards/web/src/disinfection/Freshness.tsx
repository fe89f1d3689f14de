import { campus } from '../live/stream';
import type { Read } from './useRead';
import { say } from './words';

/** By the clock of the campus, as all times of the page. */
const time = (ms: number) => new Date(ms).toLocaleTimeString('en-GB', { timeZone: campus.value?.timezone });

/** When what is shown was read, and why it is not newer. */
export function Freshness<T>({ read }: { read: Read<T> }) {
  if (read.value === undefined) {
    return read.failure ? (
      <div class="stale" role="alert">
        <p>{say('read.nothing', { why: read.failure })}</p>
        <button type="button" onClick={read.again}>
          {say('read.again')}
        </button>
      </div>
    ) : null;
  }
  return read.failure ? (
    <div class="stale" role="alert">
      <p>{say('read.failed', { why: read.failure, time: time(read.at ?? 0) })}</p>
      <button type="button" onClick={read.again}>
        {say('read.again')}
      </button>
    </div>
  ) : (
    <p class="muted num readat">{say('read.at', { time: time(read.at ?? 0) })}</p>
  );
}
