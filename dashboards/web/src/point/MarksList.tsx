import { placeTime } from './place';
import { alertName } from '../overview/AlertRow';
import { alertLink } from '../route';
import { wordOf } from '../words/words';
import type { Mark } from './marks';
import { say } from './words';
import { StateMark } from '../frame/Icon';

const SHOWN_MAX = 100;

interface Props {
  marks: readonly Mark[];
  complete: boolean;
  zone: string;
}

/** What the signs on the chart stand for, newest first. */
export function MarksList({ marks, complete, zone }: Props) {
  const shown = [...marks].reverse().slice(0, SHOWN_MAX);
  return (
    <section class="card part marks" aria-labelledby="marks-title">
      <h2 id="marks-title">{say('marks')}</h2>
      {shown.length === 0 && <p class="muted">{say('marks.none')}</p>}
      <ul class="happened" data-testid="marks">
        {shown.map((mark) => (
          <li key={`${mark.kind}${mark.at}${'alert' in mark ? mark.alert.id : ''}`} data-kind={mark.kind}>
            <time class="muted num">{placeTime(mark.at, zone)}</time>
            <span class="sign" aria-hidden="true">
              <Sign mark={mark} />
            </span>
            <span>
              <Told mark={mark} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
      {(!complete || marks.length > SHOWN_MAX) && <p class="muted">{say('marks.more', { n: SHOWN_MAX })}</p>}
    </section>
  );
}

/** The same shapes as on the chart. */
function Sign({ mark }: { mark: Mark }) {
  return (
    <svg viewBox="0 0 14 14" class={mark.kind === 'alert' ? `is-${mark.alert.severity}` : 'is-normal'}>
      {mark.kind === 'alert' && <path class="full" d="M7 1 13 13H1Z" />}
      {mark.kind === 'ack' && <path class="line" d="m1.5 7 4 4.5 7-9" />}
      {mark.kind === 'closed' && <rect class="line" x="2" y="2" width="10" height="10" />}
      {mark.kind === 'swap' && <path class="full" d="M7 1l6 6-6 6-6-6Z" />}
      {mark.kind === 'maintenance' && <path class="line" d="M1 13 13 1M1 7l6-6M7 13l6-6" />}
    </svg>
  );
}

function Told({ mark, zone }: { mark: Mark; zone: string }) {
  switch (mark.kind) {
    case 'alert':
      return (
        <>
          <a href={alertLink(mark.alert.id)}>{say('mark.alert', { name: alertName(mark.alert) })}</a>{' '}
          <StateMark state={mark.alert.severity} word={wordOf('state', mark.alert.severity)} />{' '}
          <span class="muted num">
            {mark.until === null ? say('mark.open') : say('mark.until', { time: placeTime(mark.until, zone) })}
          </span>
        </>
      );
    case 'ack':
      return <>{say('mark.ack', { by: mark.by, name: alertName(mark.alert) })}</>;
    case 'closed':
      return <>{say('mark.closed', { by: mark.by, note: mark.note })}</>;
    case 'maintenance':
      return (
        <>{say('mark.maintenance', { reason: mark.reason, by: mark.by, until: placeTime(mark.until, zone) })}</>
      );
    case 'swap':
      return <>{say('mark.swap', { before: mark.before, serial: mark.serial, person: mark.person })}</>;
  }
}
