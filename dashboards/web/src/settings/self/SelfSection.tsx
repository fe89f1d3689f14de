import { LanguageSwitch } from '../../frame/LanguageSwitch';
import { say } from '../words';

export function SelfSection() {
  return (
    <>
      <h1>{say('self.title')}</h1>
      <section class="card">
        <h2>{say('self.language')}</h2>
        <LanguageSwitch />
      </section>
    </>
  );
}
