import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { history } from '../api/http';
import type { Alert } from '../api/types';
import { valueText } from '../format/value';
import { serverNow } from '../live/stream';
import { limitText } from '../overview/AlertRow';
import { t } from '../words/words';
import { traceOf, type Trace } from './trace';

const MINUTE_MS = 60_000;
const BEFORE_MIN = 10;
const SHORTEST_MIN = 30;
const BUCKETS = 120;
const AGAIN_MS = 10_000;
const WIDTH = 320;
const HEIGHT = 90;

/** The way into the excursion: from a little before it began until now or its end. */
export function Trend({ alert }: { alert: Alert }) {
  const trace = useSignal<Trace | null | undefined>(undefined);
  const minutes = useSignal(SHORTEST_MIN);
  useEffect(() => {
    const load = async () => {
      const to = alert.endedAt ? Date.parse(alert.endedAt) + BEFORE_MIN * MINUTE_MS : serverNow.peek();
      const began = Date.parse(alert.since) - BEFORE_MIN * MINUTE_MS;
      const from = Math.min(began, to - SHORTEST_MIN * MINUTE_MS);
      const answer = await history(alert.point, new Date(from), new Date(to), BUCKETS);
      if (answer.ok) {
        const { buckets, bucketMs } = answer.value;
        minutes.value = Math.round((to - from) / MINUTE_MS);
        trace.value = traceOf(buckets, alert.limit, { from, to, bucketMs, width: WIDTH, height: HEIGHT });
      } else {
        trace.value ??= null;
      }
    };
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [alert.id, alert.endedAt]);

  const drawn = trace.value;
  if (drawn === undefined) {
    return <div class="trend" />;
  }
  if (drawn === null) {
    return <p class="muted">{t('page.trend.none')}</p>;
  }
  const say = (value: number) => valueText(value, alert.unit, alert.quantity);
  return (
    <figure class="trend">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('page.trend.label', {
          n: minutes.value,
          min: say(drawn.low),
          max: say(drawn.high),
          gaps: drawn.gaps,
        })}
      >
        {drawn.limitY !== null && (
          <>
            <line class="limit" x1="0" x2={WIDTH} y1={drawn.limitY} y2={drawn.limitY} />
            <text x="2" y={drawn.limitY > 16 ? drawn.limitY - 4 : drawn.limitY + 12}>
              {limitText(alert)}
            </text>
          </>
        )}
        {drawn.pieces.map((piece, i) => (
          <path key={i} d={piece} />
        ))}
      </svg>
      <figcaption class="muted num">{t('page.trend', { n: minutes.value })}</figcaption>
    </figure>
  );
}
