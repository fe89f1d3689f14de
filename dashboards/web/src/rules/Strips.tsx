import type { Alert } from '../api/types';
import { duration, clockTime } from '../format/time';
import { valueText } from '../format/value';
import { placeText } from '../format/place';
import { campus, serverNow } from '../live/stream';
import type { Trial } from './types';
import { say } from './words';

const WIDTH = 600;
const LISTED = 20;

/** Each point with alerts as a strip of time: what would have been above, what is below. */
export function Strips({ after, before, days }: { after: Trial; before: Trial | null; days: number }) {
  const told = after.points.filter((p) => [...after.alerts, ...(before?.alerts ?? [])].some((a) => a.point === p));
  const zone = campus.value?.timezone ?? 'UTC';
  const latest = [...after.alerts].sort((a, b) => Date.parse(b.since) - Date.parse(a.since)).slice(0, LISTED);
  const time = (iso: string) => clockTime(Date.parse(iso), days > 1 ? 0 : serverNow.value, zone);
  return (
    <>
      <ul class="strips">
        {told.map((point) => (
          <li key={point}>
            <span>{pointText(after.alerts, before?.alerts ?? [], point)}</span>
            <Strip
              label={say('trial.strip', { point, after: count(after.alerts, point), before: count(before?.alerts ?? [], point) })}
              span={[Date.parse(after.from), Date.parse(after.until)]}
              above={after.alerts.filter((a) => a.point === point)}
              below={(before?.alerts ?? []).filter((a) => a.point === point)}
            />
          </li>
        ))}
      </ul>
      {latest.length > 0 && (
        <details>
          <summary>{say('trial.list')}</summary>
          {after.total > latest.length && <p class="muted">{say('trial.shown', { n: latest.length })}</p>}
          <div class="scroll" tabIndex={0} role="group" aria-label={say('trial.list')}>
            <table class="plain">
              <caption class="unseen">{say('trial.list')}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('trial.when')}</th>
                  <th scope="col">{say('trial.long')}</th>
                  <th scope="col">{say('trial.where')}</th>
                  <th scope="col">{say('trial.peak')}</th>
                </tr>
              </thead>
              <tbody>
                {latest.map((a) => (
                  <tr key={a.id}>
                    <th scope="row" class="num">
                      {time(a.since)}
                    </th>
                    <td class="num">{a.endedAt ? duration(Date.parse(a.endedAt) - Date.parse(a.since)) : say('trial.ongoing')}</td>
                    <td>{placeText(campus.value, a.site, a.area)}</td>
                    <td class="num">{a.value === null ? '' : valueText(a.value, a.unit, a.quantity)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

const count = (alerts: readonly Alert[], point: string) => alerts.filter((a) => a.point === point).length;

function pointText(one: readonly Alert[], other: readonly Alert[], point: string): string {
  const of = [...one, ...other].find((a) => a.point === point);
  return of ? `${placeText(campus.value, of.site, of.area)} · ${point.slice(point.indexOf(':') + 1)}` : point;
}

interface StripProps {
  label: string;
  span: readonly [number, number];
  above: readonly Alert[];
  below: readonly Alert[];
}

function Strip({ label, span: [from, until], above, below }: StripProps) {
  const x = (ms: number) => ((Math.min(Math.max(ms, from), until) - from) / (until - from)) * WIDTH;
  const bars = (alerts: readonly Alert[], y: number, name: string) =>
    alerts.map((a) => {
      const start = x(Date.parse(a.since));
      return <rect key={a.id} class={name} x={start} y={y} width={Math.max(2, x(a.endedAt ? Date.parse(a.endedAt) : until) - start)} height={9} />;
    });
  return (
    <svg viewBox={`0 0 ${WIDTH} 24`} preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="ground" x={0} y={0} width={WIDTH} height={24} />
      {bars(above, 2, 'after')}
      {bars(below, 13, 'before')}
    </svg>
  );
}
