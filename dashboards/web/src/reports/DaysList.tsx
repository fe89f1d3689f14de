import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { days } from './api';
import { isOpen, percentText, standing } from './day';
import { MakeButton } from './MakeButton';
import type { DayHead } from './types';
import { VerdictMark } from './VerdictMark';
import { say } from './words';

const AGAIN_MS = 30_000;

/** The days, the newest first; what waits for somebody stands out. */
export function DaysList() {
  const asked = useAsked('days', days, AGAIN_MS);
  const list = asked.value?.days;
  return (
    <section class="reports" aria-labelledby="reports-title">
      <div class="top">
        <h1 id="reports-title">{say('title')}</h1>
        <ReadAt asked={asked} />
      </div>
      <p class="muted">{say('what')}</p>
      {list && list.length === 0 && <p class="card none">{say('none')}</p>}
      {list && list.length > 0 && (
        <ul class="card rows" data-testid="days">
          {list.map((day) => (
            <Row key={day.date} day={day} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ day }: { day: DayHead }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const how = standing(day);
  const time = (iso: string) => clockTime(Date.parse(iso), serverNow.value, zone);
  return (
    <li class={how === 'overdue' ? 'is-critical' : isOpen(day) ? 'is-warning' : 'is-normal'} data-testid={`day-${day.date}`} data-state={how}>
      <span class="what">
        <b class="num">{day.date}</b>
        <span class="muted">{day.version ? `${say('coverage')} ${percentText(day.version)}` : ''}</span>
      </span>
      <span>{day.version && <VerdictMark verdict={day.version.verdict} />}</span>
      <span class="what">
        <b class="state">{how === 'notmade' ? say('state.notmade', { time: time(day.made) }) : say(`state.${how}`)}</b>
        {!day.confirmed && day.version && <span class="muted num">{say('due', { time: time(day.due) })}</span>}
      </span>
      {day.version ? (
        <a class={isOpen(day) && may('act') ? 'button primary' : 'button'} href={`#/reports/${day.date}`}>
          {say(isOpen(day) && may('act') ? 'open.confirm' : 'open')}
        </a>
      ) : (
        <MakeButton date={day.date} word="make" onMade={() => (location.hash = `#/reports/${day.date}`)} />
      )}
    </li>
  );
}
