import { t } from '../words/words';
import { week } from './api';
import { dayAfter, dayText } from './day';
import { Freshness } from './Freshness';
import { Legend } from './Legend';
import { RecordLinks } from './RecordLinks';
import { useRead } from './useRead';
import { WeekTable } from './WeekTable';
import { say } from './words';

const AGAIN_MS = 60_000;

export function WeekPage({ from }: { from: string }) {
  const to = dayAfter(from, 6);
  const read = useRead(`week ${from}`, () => week(from, to), AGAIN_MS);
  const shown = read.value;
  if (!shown) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  return (
    <section class="disinfection">
      <div class="verdict">
        <h1>{say('week.of', { from: dayText(from), to: dayText(to) })}</h1>
      </div>
      <nav class="turn" aria-label={say('title')}>
        <a href={`#/disinfection?week=${dayAfter(from, -7)}`}>{say('nav.weekbefore')}</a>
        <a href={`#/disinfection?week=${dayAfter(from, 7)}`}>{say('nav.weekafter')}</a>
        <a href="#/disinfection">{say('nav.day')}</a>
      </nav>
      <RecordLinks from={from} to={to} />
      <Freshness read={read} />
      <WeekTable week={shown} />
      <Legend />
    </section>
  );
}
