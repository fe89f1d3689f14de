import { useEffect } from 'preact/hooks';
import { Shield } from '../frame/Header';
import { LanguageSwitch } from '../frame/LanguageSwitch';
import { enter, leave, session } from '../session';
import { t } from '../words/words';
import './password.css';
import { PasswordForm } from './PasswordForm';
import { say } from './words';

/** All that is open to who came with a password that somebody else made up. */
export function FirstPassword() {
  const who = session.value;
  useEffect(() => document.querySelector<HTMLInputElement>('[data-testid=password-current]')?.focus(), []);
  return (
    <main class="login">
      <div class="card first-password">
        <h1>
          <Shield />
          {say('first.title')}
        </h1>
        <p class="muted">{say('first.why')}</p>
        <PasswordForm user={who.state === 'in' ? who.user : ''} onDone={() => void enter()} />
        <button type="button" class="quiet" onClick={() => void leave()}>
          {t('logout')}
        </button>
      </div>
      <LanguageSwitch />
    </main>
  );
}
