import { useSignal } from '@preact/signals';
import type { Right } from '../../api/types';
import { LanguageSwitch } from '../../frame/LanguageSwitch';
import '../../password/password.css';
import { PasswordForm } from '../../password/PasswordForm';
import { say as sayPassword } from '../../password/words';
import { session } from '../../session';
import { wordOf } from '../../words/words';
import { say } from '../words';
import { OwnSessions } from './OwnSessions';

export function SelfSection() {
  const who = session.value;
  const changed = useSignal(0);
  if (who.state !== 'in') {
    return null;
  }
  return (
    <>
      <h1>{say('self.title')}</h1>
      <section class="card">
        <dl class="facts">
          {who.fullName && <Fact name={say('self.name')} value={who.fullName} />}
          <Fact name={say('self.user')} value={who.user} />
          <Fact name={say('self.role')} value={wordOf('role', who.role)} />
          {who.person && <Fact name={say('self.person')} value={who.person} />}
        </dl>
        <h2>{say('self.may')}</h2>
        <ul class="rights">
          {who.rights.map((right: Right) => (
            <li key={right}>{say(`right.${right}`)}</li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{say('self.language')}</h2>
        <p class="muted">{say('self.language.why')}</p>
        <LanguageSwitch />
      </section>
      <section class="card">
        <h2>{say('self.password')}</h2>
        <PasswordForm user={who.user} onDone={() => changed.value++} />
        <p role="status" data-testid="password-done">
          {changed.value > 0 && sayPassword('done')}
        </p>
      </section>
      <OwnSessions key={changed.value} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
