import { t } from '../words/words';
import { board } from './api';
import { Board } from './Board';
import { Agents } from './Agents';
import { dayAfter, headline, mondayOf, nothingHeard } from './day';
import { Freshness } from './Freshness';
import { Legend } from './Legend';
import { OutsideRuns } from './OutsideRuns';
import { RecordLinks } from './RecordLinks';
import { useRead } from './useRead';
import { say } from './words';

const AGAIN_MS = 10_000;

export function DayPage({ date }: { date: string }) {
  const read = useRead(`day ${date}`, () => board(date), AGAIN_MS);
  const day = read.value;
  if (!day) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const today = day.date === day.now.slice(0, 10);
  const { summary } = day;
  return (
    <section class="disinfection">
      <div class="verdict">
        <h1 data-testid="disinfection-headline">
          {summary.total === 0 && today ? say('head.none') : headline(summary, day.date, today)}
        </h1>
        {summary.total > 0 && (
          <p class="muted">
            {say('head.sub', {
              verified: summary.verified,
              registered: summary.registered,
              running: summary.running,
              pending: summary.pending,
            })}
          </p>
        )}
      </div>
      <nav class="turn" aria-label={say('title')}>
        <a href={`#/disinfection?date=${dayAfter(day.date, -1)}`}>{say('nav.before')}</a>
        {!today && <a href="#/disinfection">{say('nav.today')}</a>}
        <a href={`#/disinfection?date=${dayAfter(day.date, 1)}`}>{say('nav.after')}</a>
        <a href={`#/disinfection?week=${mondayOf(day.date)}`} data-testid="to-week">
          {say('nav.week')}
        </a>
        <a href="#/disinfection/plan" data-testid="to-plan">
          {say('nav.plan')}
        </a>
      </nav>
      {day.slots.length > 0 && <RecordLinks from={day.date} to={day.date} />}
      <Freshness read={read} />
      {nothingHeard(day) && <p class="card block blind">{say('nothing.heard')}</p>}
      {day.slots.length ? <Board slots={day.slots} /> : <p>{say(day.planned ? 'none.day' : 'none.planned')}</p>}
      <Legend />
      <OutsideRuns date={day.date} onPlaced={read.again} />
      <Agents />
    </section>
  );
}
