import { campus } from '../live/stream';
import { clockTime } from '../format/time';
import type { Read } from './read';
import { say } from './words';

/** Nothing is silently old: what was not read, and what could not be refreshed, is said with a way on. */
export function Fresh({ read, again }: { read: Read<unknown>; again: () => void }) {
  if (!read.failure) {
    return read.value === null ? <p class="muted">{say('reading')}</p> : null;
  }
  const zone = campus.value?.timezone ?? 'UTC';
  const text =
    read.value === null
      ? say('failed', { detail: read.failure })
      : say('stale', { time: clockTime(read.at, Date.now(), zone), detail: read.failure });
  return (
    <p class="failure fresh" role="alert">
      {text}{' '}
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </p>
  );
}
