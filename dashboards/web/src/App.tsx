import { AlertPage } from './alert/AlertPage';
import { Header } from './frame/Header';
import { LostBanner } from './frame/LostBanner';
import { LoginPage } from './login/LoginPage';
import { Overview } from './overview/Overview';
import { route } from './route';
import { session } from './session';
import { t } from './words/words';

export function App() {
  switch (session.value.state) {
    case 'asking':
      return <p class="waiting">{t('app.loading')}</p>;
    case 'unreachable':
      return (
        <p class="waiting" role="alert">
          {t('app.unreachable')}
        </p>
      );
    case 'out':
      return <LoginPage />;
    case 'in':
      return <Inside />;
  }
}

function Inside() {
  const at = route.value;
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        {t('app.skip')}
      </a>
      <Header />
      <LostBanner />
      <main id="main" tabIndex={-1}>
        {at.page === 'alert' ? <AlertPage key={at.id} id={at.id} /> : <Overview />}
      </main>
    </>
  );
}

/** The address's hash belongs to the router; the skip link moves the focus only. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
