import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { deadLetters, redrive } from '../api/http';
import type { DeadLetter } from '../api/types';
import { Age } from '../frame/Age';
import { exactTime } from '../format/time';
import { serverNow } from '../live/stream';
import { t } from '../words/words';

const EVERY_MS = 60_000;
const SHOWN = 20;

/** What the service could not use. Nothing is shown of nothing: a quiet campus looks quiet. */
export function DeadLetters({ timezone }: { timezone: string }) {
  const letters = useSignal<readonly DeadLetter[]>([]);
  const outcome = useSignal('');
  const busy = useSignal(false);

  const load = async () => {
    const answer = await deadLetters();
    if (answer.ok) {
      letters.value = answer.value.deadLetters;
    }
  };
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  const again = async () => {
    busy.value = true;
    const answer = await redrive();
    outcome.value = answer.ok
      ? t('letters.outcome', { stored: answer.value.stored, refused: answer.value.refused.length + answer.value.waiting })
      : t('letters.failed', { why: answer.detail });
    busy.value = false;
    await load();
  };

  const newest = letters.value[0];
  if (!newest && !outcome.value) {
    return null;
  }
  return (
    <section aria-labelledby="letters-title" data-testid="dead-letters">
      <h2 id="letters-title">{t('letters.title')}</h2>
      <div class="card letters">
        {newest && (
          <details>
            <summary>
              {letters.value.length < 200
                ? t('letters.some', { n: letters.value.length })
                : t('letters.many', { n: letters.value.length })}{' '}
              · {t('letters.newest')} <Age at={Date.parse(newest.time)} />
            </summary>
            <p class="muted">{t('letters.what')}</p>
            <ul>
              {letters.value.slice(0, SHOWN).map((letter) => (
                <Letter key={letter.id} letter={letter} timezone={timezone} />
              ))}
            </ul>
          </details>
        )}
        <div class="acts">
          {newest && (
            <button type="button" onClick={() => void again()} disabled={busy.value} data-testid="redrive">
              {busy.value ? t('act.working') : t('letters.again')}
            </button>
          )}
          <span role="status">{outcome.value}</span>
        </div>
      </div>
    </section>
  );
}

function Letter({ letter, timezone }: { letter: DeadLetter; timezone: string }) {
  return (
    <li>
      <span class="num">{exactTime(Date.parse(letter.time), serverNow.value, timezone)}</span>{' '}
      <span class="muted">{letter.topic}</span>
      <strong>{letter.reason}</strong>
      {letter.payload && <code>{letter.payload.slice(0, 400)}</code>}
    </li>
  );
}
