import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ask, type Failure } from '../api/http';
import { say, sentences } from './words';

const FIELDS = [
  { key: 'current', autocomplete: 'current-password' },
  { key: 'next', autocomplete: 'new-password' },
  { key: 'again', autocomplete: 'new-password' },
] as const;

/** Changes one's own password; the service knows what a good one is. */
export function PasswordForm({ user, onDone }: { user: string; onDone: () => void }) {
  const failure = useSignal<(() => string) | null>(null);
  const busy = useSignal(false);
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const [current = '', next = '', again = ''] = FIELDS.map(({ key }) => String(given.get(key) ?? ''));
    if (!current || !next || !again) {
      failure.value = () => say('empty');
      return;
    }
    if (next !== again) {
      failure.value = () => say('different');
      return;
    }
    busy.value = true;
    failure.value = null;
    const answer = await ask<unknown>('PUT', '/api/v1/session/password', { current, password: next });
    busy.value = false;
    if (answer.ok) {
      form.reset();
      onDone();
    } else {
      failure.value = () => explain(answer);
    }
  };

  return (
    <form class="password" onSubmit={(event) => void submit(event)} noValidate>
      {/* Password managers want to know whose it is. */}
      <input class="unseen" name="username" autocomplete="username" value={user} readOnly tabIndex={-1} aria-hidden="true" />
      {FIELDS.map(({ key, autocomplete }) => (
        <div key={key}>
          <label for={`${id}-${key}`}>{say(key)}</label>
          <input
            id={`${id}-${key}`}
            name={key}
            type="password"
            autocomplete={autocomplete}
            aria-describedby={key === 'next' ? `${id}-rule` : undefined}
            data-testid={`password-${key}`}
          />
          {key === 'next' && (
            <p class="muted" id={`${id}-rule`}>
              {say('rule')}
            </p>
          )}
        </div>
      ))}
      <p class="failure" role="alert">
        {failure.value?.()}
      </p>
      <button type="submit" class="primary" disabled={busy.value} data-testid="password-submit">
        {busy.value ? say('wait') : say('submit')}
      </button>
    </form>
  );
}

function explain(answer: Failure): string {
  if (answer.code && Object.hasOwn(sentences, answer.code)) {
    return say(answer.code as keyof typeof sentences);
  }
  switch (answer.status) {
    case 0:
      return say('unreachable');
    case 429:
      return say('toomany');
    default:
      return say('failed', { detail: answer.detail });
  }
}
