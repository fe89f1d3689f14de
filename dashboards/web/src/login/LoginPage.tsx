import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { logIn, type Answer } from '../api/http';
import { Shield } from '../frame/Header';
import { LanguageSwitch } from '../frame/LanguageSwitch';
import { enter } from '../session';
import { t } from '../words/words';

/** `expired` is whose session ended by itself; empty when nobody was in. */
export function LoginPage({ expired }: { expired: string }) {
  const failure = useSignal<(() => string) | null>(null);
  const busy = useSignal(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = t('app.name');
    first.current?.focus();
  }, []);

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const user = String(form.get('user') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!user || !password) {
      failure.value = () => t('login.empty');
      return;
    }
    busy.value = true;
    failure.value = null;
    const answer = await logIn(user, password);
    if (answer.ok) {
      await enter();
    } else {
      failure.value = () => explain(answer);
    }
    busy.value = false;
  };

  return (
    <main class="login">
      <form class="card" onSubmit={(event) => void submit(event)} noValidate>
        <h1>
          <Shield />
          {t('app.name')}
        </h1>
        {expired ? (
          <p class="notice" role="status" data-testid="login-expired">
            {t('login.expired')}
          </p>
        ) : (
          <p class="muted">{t('login.intro')}</p>
        )}
        <label for="user">{t('login.user')}</label>
        <input
          ref={expired ? null : first}
          id="user"
          name="user"
          defaultValue={expired}
          autocomplete="username"
          autocapitalize="none"
          data-testid="login-user"
        />
        <label for="password">{t('login.password')}</label>
        <input
          ref={expired ? first : null}
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          data-testid="login-password"
        />
        <p class="failure" role="alert">
          {failure.value?.()}
        </p>
        <button class="primary" type="submit" disabled={busy.value} data-testid="login-submit">
          {busy.value ? t('login.wait') : t('login.submit')}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  );
}

function explain(answer: Answer<unknown> & { ok: false }): string {
  switch (answer.status) {
    case 0:
      return t('login.unreachable');
    case 401:
      return t('login.wrong');
    case 403:
      return answer.code === 'account-disabled' ? t('login.disabled') : t('login.failed', { detail: answer.detail });
    case 429:
      return t('login.toomany');
    default:
      return t('login.failed', { detail: answer.detail });
  }
}
