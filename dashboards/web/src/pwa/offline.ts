/** The page without a line: in the chosen language, with what waits to be tapped again. It asks nothing and shows no data. */
import '../styles/tokens.css';
import { parseKept } from '../alert/kept';
import './offline.css';

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const lang = stored('campus-sentry.lang') === 'en' ? 'en' : 'zh-CN';
const waiting = parseKept(stored('campus-sentry.kept')).length;
document.documentElement.lang = lang;
document.title = lang === 'en' ? 'Campus Sentry' : '校园哨兵';
for (const section of document.querySelectorAll('section')) {
  section.hidden = section.lang !== lang;
  section.querySelector('button')?.addEventListener('click', () => location.reload());
  const kept = section.querySelector<HTMLElement>('.kept');
  const number = kept?.querySelector('b');
  if (kept && number) {
    kept.hidden = waiting === 0;
    number.textContent = String(waiting);
  }
}
// The line is back as far as the device knows.
window.addEventListener('online', () => location.reload());
