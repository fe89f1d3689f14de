import { AlertPage } from './alert/AlertPage';
import { KeptBar } from './alert/KeptBar';
import { Header } from './frame/Header';
import { LostBanner } from './frame/LostBanner';
import { LaterPage } from './LaterPage';
import { LoginPage } from './login/LoginPage';
import { Overview } from './overview/Overview';
import { laterPages } from './pages';
import { UpdateNotice } from './pwa/UpdateNotice';
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
      return <LoginPage expired={session.value.expired} />;
    case 'in':
      return session.value.mustChangePassword ? (
        <LaterPage name="first-password" load={firstPassword} at={route.value} />
      ) : (
        <Inside />
      );
  }
}

const firstPassword = () => import('./password/FirstPassword').then((m) => m.FirstPassword);

function Inside() {
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        {t('app.skip')}
      </a>
      <Header />
      <LostBanner />
      <UpdateNotice />
      <KeptBar />
      <main id="main" tabIndex={-1}>
        <Content />
      </main>
    </>
  );
}

function Content() {
  const at = route.value;
  if (at.page === 'alert') {
    return <AlertPage key={at.id} id={at.id} />;
  }
  const load = laterPages[at.page];
  return load ? <LaterPage name={at.page} load={load} at={at} /> : <Overview />;
}

/** The address's hash belongs to the router; the skip link moves the focus only. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
