import type { AlertStory } from '../api/types';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { say } from './words';

/** That something must go upward, until when, and the way to the form. */
export function ReportCard({ story }: { story: AlertStory }) {
  const report = story.report;
  if (!report) {
    return null;
  }
  const waiting = report.state === 'waiting';
  const due = clockTime(Date.parse(report.due), serverNow.value, campus.value?.timezone ?? 'UTC');
  return (
    <section class="card part" aria-labelledby="report-title">
      <h2 id="report-title">{say('report.title')}</h2>
      <p class={waiting && report.late ? 'failure' : ''}>
        {report.state === 'waiting' ? say(report.late ? 'report.late' : 'report.waiting', { due }) : say(`report.${report.state}`)}
      </p>
      <a class="button" href={`#/records/upward/${encodeURIComponent(story.id)}`}>
        {say(waiting ? 'report.open' : 'report.show')}
      </a>
    </section>
  );
}
