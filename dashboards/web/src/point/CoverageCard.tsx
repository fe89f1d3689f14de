import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { serverNow } from '../live/stream';
import { wordOf } from '../words/words';
import { coverage, type DayOfPoint } from './api';
import { placeTime } from './place';
import { shareText } from './share';
import { DAY } from './range';
import { say } from './words';
import { toField } from './zoned';

/** The account keeps this long. */
const KEPT_DAYS = 400;
const AGAIN_MS = 60_000;

/** What came of what was expected on one day; a day that nobody accounted for is unknown, not empty. */
export function CoverageCard({ id, zone }: { id: string; zone: string }) {
  const today = toField(serverNow.peek(), zone).slice(0, 10);
  const oldest = toField(serverNow.peek() - KEPT_DAYS * DAY, zone).slice(0, 10);
  const date = useSignal(today);
  const answer = useSignal<Answer<DayOfPoint> | null>(null);
  useEffect(() => {
    let here = true;
    const load = async () => {
      const next = await coverage(id, date.value);
      if (here) {
        answer.value = next;
      }
    };
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => {
      here = false;
      window.clearInterval(timer);
    };
  }, [id, date.value]);
  const got = answer.value;
  return (
    <section class="card part coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">{say('coverage')}</h2>
      <label class="day">
        {say('coverage.day')}
        <input
          type="date"
          value={date.value}
          min={oldest}
          max={today}
          data-testid="coverage-day"
          onInput={(e) => e.currentTarget.value && (date.value = e.currentTarget.value)}
        />
      </label>
      {got?.ok === false && (
        <p class="failure" role="alert">
          {say('coverage.failed', { detail: got.detail })}
        </p>
      )}
      {got?.ok && <Account of={got.value} zone={zone} />}
    </section>
  );
}

function Account({ of, zone }: { of: DayOfPoint; zone: string }) {
  const day = of.day;
  if (!day) {
    return <p data-testid="coverage-unknown">{say('coverage.unknown')}</p>;
  }
  const reasons = Object.entries(day.unavailable);
  const counts: [keyof typeof LABELS, number | null][] = [
    ['expected', day.expected],
    ['measured', day.measured],
    ['late', day.late],
    ['missing', day.missing],
    ['untimed', day.untimed],
  ];
  return (
    <>
      <p class="share num" data-testid="coverage-share">
        {day.coverage !== null ? shareText(day.coverage) : say(day.expected === null ? 'coverage.event' : 'coverage.none')}
      </p>
      {day.coverage !== null && <meter min={0} max={1} value={day.coverage} aria-labelledby="coverage-title" />}
      <dl class="num">
        {counts
          .filter(([, n]) => n !== null)
          .map(([key, n]) => (
            <div key={key}>
              <dt>{say(LABELS[key])}</dt>
              <dd>{n}</dd>
            </div>
          ))}
        {reasons.map(([reason, n]) => (
          <div key={reason}>
            <dt>
              {say('coverage.unavailable')} · {wordOf('reason', reason)}
            </dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      <p class="muted num">{say('coverage.until', { time: placeTime(Date.parse(of.until), zone) })}</p>
    </>
  );
}

const LABELS = {
  expected: 'coverage.expected',
  measured: 'coverage.measured',
  late: 'coverage.late',
  missing: 'coverage.missing',
  untimed: 'coverage.untimed',
} as const;
