import { useSignal } from '@preact/signals';
import type { AlertStory } from '../api/types';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { nameOf } from './acts';
import { photoPath, putPhoto } from './api';
import { prepared } from './picture';
import { say } from './words';

type State = { is: 'idle' } | { is: 'busy'; say: string } | { is: 'failed'; say: string; again?: Blob };

/** The one picture of an alert: shown, or taken. What could not be sent stays until the page is left. */
export function PhotoCard({ story, onDone }: { story: AlertStory; onDone: () => void }) {
  const state = useSignal<State>({ is: 'idle' });
  if (story.kind === 'drill' || (!story.photo && !may('act'))) {
    return null;
  }
  const send = async (picture: Blob) => {
    state.value = { is: 'busy', say: say('photo.sending') };
    const answer = await putPhoto(story.id, picture);
    if (answer.ok) {
      state.value = { is: 'idle' };
    } else if (answer.status === 0 || answer.status >= 500) {
      state.value = { is: 'failed', say: say('photo.unsent'), again: picture };
    } else {
      state.value = { is: 'failed', say: answer.status === 409 ? say('photo.there') : say('photo.failed', { detail: answer.detail }) };
    }
    onDone();
  };
  const take = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) {
      state.value = { is: 'busy', say: say('photo.preparing') };
      const picture = await prepared(file);
      input.value = '';
      await (picture ? send(picture) : (state.value = { is: 'failed', say: say('photo.unreadable') }));
    }
  };
  const now = state.value;
  const waiting = now.is === 'failed' ? now.again : undefined;
  return (
    <section class="card part" aria-labelledby="photo-title">
      <h2 id="photo-title">{say('photo.title')}</h2>
      {story.photo ? (
        <Shown story={story} photo={story.photo} />
      ) : (
        <div class="acts photo">
          {(['take', 'choose'] as const).map((way) => (
            <label key={way} class="button">
              <input type="file" accept="image/*" {...(way === 'take' && { capture: 'environment' })} disabled={now.is === 'busy'} data-testid={`photo-${way}`} onChange={(event) => void take(event)} />
              {say(`photo.${way}`)}
            </label>
          ))}
        </div>
      )}
      <p role="status" class={now.is === 'failed' ? 'failure' : 'muted'}>
        {now.is === 'idle' ? '' : now.say}
      </p>
      {waiting && (
        <button type="button" class="primary" onClick={() => void send(waiting)}>
          {say('photo.again')}
        </button>
      )}
    </section>
  );
}

function Shown({ story, photo }: { story: AlertStory; photo: NonNullable<AlertStory['photo']> }) {
  const time = clockTime(Date.parse(photo.at), serverNow.value, campus.value?.timezone ?? 'UTC');
  const what = say('photo.alt', { by: nameOf(story, photo.by), time });
  const path = photoPath(story.id, photo.digest);
  return (
    <figure class="photo">
      <a href={path} target="_blank" rel="noreferrer" title={say('photo.open')}>
        <img src={path} alt={what} loading="lazy" />
      </a>
      <figcaption class="muted">{what}</figcaption>
    </figure>
  );
}
