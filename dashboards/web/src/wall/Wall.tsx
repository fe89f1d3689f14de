import { useEffect } from 'preact/hooks';
import { LostBanner } from '../frame/LostBanner';
import { Shield } from '../frame/Header';
import { wallClock } from '../format/time';
import { campus, lost, serverNow } from '../live/stream';
import type { Campus } from '../live/model';
import { OnDuty } from '../onduty/OnDuty';
import { Rehearsals } from '../overview/Rehearsals';
import { headline } from '../overview/VerdictLine';
import { exceptions, verdict } from '../situation/now';
import { t } from '../words/words';
import { Buildings } from './Buildings';
import { entrance } from './entrance';
import { Lines } from './Lines';
import { say } from './words';

/** The screen on the wall: read from across the room, by everybody, touched by nobody. */
export function Wall() {
  const title = t('app.name');
  useEffect(() => {
    document.title = title;
  }, [title]);
  const known = campus.value;
  return (
    <div class={lost.value ? 'wall is-lost' : 'wall'}>
      <LostBanner />
      <header>
        <span class="brand">
          <Shield />
          {title}
        </span>
        {known && <Clock campus={known} />}
      </header>
      <main>{entrance.value !== 'in' ? <Shut /> : known ? <Known campus={known} /> : <h1 class="is-muted">{say('opening')}</h1>}</main>
    </div>
  );
}

/** The service's time: a screen's own clock may be wrong for years. */
function Clock({ campus: { timezone } }: { campus: Campus }) {
  const [date, time] = wallClock(serverNow.value, timezone).split(' ');
  return (
    <time class="clock" data-testid="wall-clock">
      <span class="muted">{date}</span> {time}
    </time>
  );
}

function Shut() {
  switch (entrance.value) {
    case 'revoked':
    case 'stranger':
      return (
        <div class="shut" role="alert" data-testid={`wall-${entrance.value}`}>
          <h1>{say(entrance.value)}</h1>
          <p>{say('remedy')}</p>
          {entrance.value === 'stranger' && (
            <p>
              <a href="/">{say('login')}</a>
            </p>
          )}
        </div>
      );
    case 'unreachable':
      return (
        <div role="alert">
          <h1 class="is-muted">{say('unreachable')}</h1>
        </div>
      );
    default:
      return <h1 class="is-muted">{say('opening')}</h1>;
  }
}

function Known({ campus: known }: { campus: Campus }) {
  const rows = exceptions.value;
  const tone = lost.value || !verdict.value ? 'unknown' : verdict.value.tone;
  const held = known.alerts.some((a) => a.severity === 'critical' && a.state === 'active');
  return (
    <>
      <h1 class={`verdict is-${tone}`} data-testid="wall-verdict" data-state={tone}>
        {headline(verdict.value, lost.value)}
      </h1>
      <Rehearsals campus={known} />
      <div class={rows.length > 0 ? 'halves' : 'halves is-quiet'}>
        {rows.length > 0 && <Lines rows={rows} campus={known} />}
        <Buildings held={held} large={rows.length === 0} />
        <OnDuty campus={known} wall />
      </div>
    </>
  );
}
