import { useEffect, useState } from 'preact/hooks';
import { wallClock } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { leave, session } from '../session';
import { t, wordOf } from '../words/words';
import { LanguageSwitch } from './LanguageSwitch';
import { Nav } from './Nav';

export function Header() {
  const who = session.value;
  return (
    <header class="top">
      <a class="brand" href="#/">
        <Shield />
        {t('app.name')}
      </a>
      <Nav />
      <Clock />
      {who.state === 'in' && (
        <a class="who muted" href="#/settings/self" title={wordOf('role', who.role)} data-testid="who">
          {who.fullName || who.user}
        </a>
      )}
      <LanguageSwitch />
      <button type="button" class="quiet" onClick={() => void leave()}>
        {t('logout')}
      </button>
    </header>
  );
}

/** After the values: finding the rules of a time zone takes a slow phone longer than drawing the campus. */
function Clock() {
  const [drawn, setDrawn] = useState(false);
  const known = campus.value;
  const begun = known !== null;
  useEffect(() => setDrawn(begun), [begun]);
  if (!known || !drawn) {
    return <span class="clock" />;
  }
  const text = wallClock(serverNow.value, known.timezone);
  return (
    <time class="clock num" aria-label={t('clock.label')}>
      <span class="date">{text.slice(0, 5)} </span>
      {text.slice(6)}
    </time>
  );
}

export function Shield() {
  return (
    <svg class="shield" viewBox="0 0 20 24" aria-hidden="true">
      <path d="M10 1.5 18.5 5v6.5c0 5.5-3.5 9-8.5 11-5-2-8.5-5.5-8.5-11V5Z" />
      <circle cx="10" cy="11" r="3" />
    </svg>
  );
}
