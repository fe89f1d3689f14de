import type { AlertStory } from '../api/types';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { aheadOf, courseOf, type Entry } from './course';
import { say } from './words';

/** A fluttering alert has hundreds of lines; the newest are what somebody looks for. */
const SHOWN_MAX = 40;

/** The whole timeline: what happened, and what will if nobody does anything. */
export function Course({ story }: { story: AlertStory }) {
  const now = serverNow.value;
  const zone = campus.value?.timezone ?? 'UTC';
  const course = courseOf(story, { now, zone });
  const earlier = course.slice(0, Math.max(0, course.length - SHOWN_MAX));
  const ahead = aheadOf(story, now);
  return (
    <section class="card part" aria-labelledby="course-title">
      <h2 id="course-title">{say('course.title')}</h2>
      {earlier.length > 0 && (
        <details>
          <summary>{say('course.earlier', { n: earlier.length })}</summary>
          <Lines entries={earlier} now={now} zone={zone} />
        </details>
      )}
      <Lines entries={course.slice(earlier.length)} now={now} zone={zone} />
      {ahead.length > 0 && <Lines entries={ahead} now={now} zone={zone} ahead />}
      {story.deliveries.length === 0 && <p class="muted">{say('course.none')}</p>}
    </section>
  );
}

function Lines({ entries, now, zone, ahead = false }: { entries: readonly Entry[]; now: number; zone: string; ahead?: boolean }) {
  return (
    <ol class={ahead ? 'course ahead' : 'course'}>
      {entries.map((entry, i) => (
        <li key={i} class={`of-${entry.of}`}>
          <time class="muted num">{exactTime(entry.at, now, zone)}</time>
          <span>
            {entry.text}
            {entry.outcome && <b class={entry.failed ? 'is-warning' : ''}> {entry.outcome}</b>}
            {entry.detail && <span class="muted detail">{entry.detail}</span>}
          </span>
          {entry.telephone && (
            <a class="tel" href={`tel:${entry.telephone}`}>
              {entry.telephone}
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}
