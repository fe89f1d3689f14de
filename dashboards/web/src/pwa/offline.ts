/** The page without a line: in the chosen language, with what waits to be tapped again. It shows no data. */
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
/** A device that has a network again may still not reach the service: only an answer counts. */
const AGAIN_MS = 3000;

async function lookAgain(): Promise<void> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok) {
    location.reload();
  }
}
window.setInterval(() => void lookAgain(), AGAIN_MS);
window.addEventListener('online', () => void lookAgain());
