import type { Asked } from '../api/useAsked';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { say } from './words';

/** What does not come by the live stream says how old it is, and has a button. */
export function ReadAt({ asked }: { asked: Asked<unknown> }) {
  const ahead = serverNow.value - Date.now();
  return (
    <p class="read-at">
      {asked.failure && (
        <span class="failure" role="alert">
          {say('failed', { why: asked.failure === '0' ? say('away') : asked.failure })}
        </span>
      )}
      <span class="muted">
        {asked.readAt > 0
          ? say('read', { time: exactTime(asked.readAt + ahead, serverNow.value, campus.value?.timezone ?? 'UTC') })
          : !asked.failure && say('reading')}
      </span>
      <button type="button" class="quiet" onClick={() => void asked.again()}>
        {say('again')}
      </button>
    </p>
  );
}
