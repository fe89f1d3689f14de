import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { clockTime, duration } from '../format/time';
import { placeText } from '../format/place';
import { campus, serverNow } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { may } from '../session';
import { upwardReports, type UpwardReport } from './api';
import { Fetched } from './Fetched';
import { UpwardPage } from './UpwardPage';
import { say } from './words';

const AGAIN_MS = 15_000;

/** The list, or the one report that the address names. */
export function UpwardSection({ rest }: { rest: string }) {
  return rest ? <UpwardPage key={rest} id={rest} /> : <List />;
}

function List() {
  const answer = useSignal<Answer<{ reports: UpwardReport[] }> | null>(null);
  const load = async () => {
    const next = await upwardReports();
    if (next.ok || !answer.peek()?.ok) {
      answer.value = next;
    }
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <Fetched answer={answer.value} again={() => void load()}>
      {({ reports }) => (reports.length === 0 ? <p class="card none">{say('upward.none')}</p> : <Reports all={inOrder(reports)} />)}
    </Fetched>
  );
}

/** What waits first, by its deadline; then the others, the newest first. */
export function inOrder(all: readonly UpwardReport[]): UpwardReport[] {
  const waiting = (r: UpwardReport) => r.versions.length === 0;
  return [...all].sort((a, b) =>
    waiting(a) !== waiting(b)
      ? Number(waiting(b)) - Number(waiting(a))
      : waiting(a)
        ? Date.parse(a.due) - Date.parse(b.due)
        : Date.parse(b.opened) - Date.parse(a.opened),
  );
}

export const eventText = (report: UpwardReport) => (report.alert ? alertName(report.alert) : report.id);

export const eventPlace = (report: UpwardReport) =>
  report.alert ? placeText(campus.value, report.alert.site, report.alert.area) : placeText(campus.value, report.site, '');

function Reports({ all }: { all: readonly UpwardReport[] }) {
  return (
    <ul class="card rows">
      {all.map((report) => {
        const waiting = report.versions.length === 0;
        return (
          <li key={report.id} class={waiting ? (report.late ? 'is-critical' : 'is-warning') : 'is-normal'} data-testid={`report-${report.id}`}>
            <span class="what">
              <b>{eventText(report)}</b>
              <span class="muted">{eventPlace(report)}</span>
            </span>
            <Deadline report={report} />
            <a class={waiting && may('act') ? 'button primary' : 'button'} href={`#/records/upward/${encodeURIComponent(report.id)}`}>
              {say(waiting && may('act') ? 'upward.fill' : 'upward.read')}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Until when, and how it stands. */
export function Deadline({ report }: { report: UpwardReport }) {
  const now = serverNow.value;
  const due = Date.parse(report.due);
  const last = report.versions.at(-1);
  const left = due - now;
  return (
    <span class="what num">
      {last ? (
        <b>
          {say(`kind.${last.kind}`)}
          {report.late && last.kind !== 'not-required' && ` · ${say('upward.handed.late')}`}
        </b>
      ) : (
        <b class="state">
          {say('upward.waiting')} · {left >= 0 ? say('upward.left', { duration: duration(left) }) : say('upward.over', { duration: duration(-left) })}
        </b>
      )}
      <span class="muted">
        {say('upward.due')} {clockTime(due, now, campus.value?.timezone ?? 'UTC')}
      </span>
    </span>
  );
}
