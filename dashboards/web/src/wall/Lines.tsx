import { useRef } from 'preact/hooks';
import { StateMark } from '../frame/Icon';
import { duration } from '../format/time';
import type { Campus } from '../live/model';
import { judgedAt, serverNow } from '../live/stream';
import type { Exception } from '../situation/exceptions';
import { t } from '../words/words';
import { useFit } from './fit';
import { lineOf, type Line } from './lines';
import { say } from './words';

/** Of a line with two rows of text, in rem; as wall.css has it. */
const LINE_REM = 4.4;

/** What needs attention, the worst first; what does not fit is counted, as nothing here scrolls. */
export function Lines({ rows, campus }: { rows: readonly Exception[]; campus: Campus }) {
  const box = useRef<HTMLElement>(null);
  const { rows: fitting } = useFit(box, 1, LINE_REM);
  const shown = rows.length > fitting ? Math.max(1, fitting - 1) : rows.length;
  return (
    <section class="lines" ref={box} aria-label={t('exceptions.title')}>
      <ul>
        {rows.slice(0, shown).map((row) => (
          <LineRow key={row.key} line={lineOf(row, campus, judgedAt.value)} />
        ))}
      </ul>
      {rows.length > shown && (
        <p class="more" data-testid="wall-more">
          {say('more', { n: rows.length - shown })}
        </p>
      )}
    </section>
  );
}

function LineRow({ line }: { line: Line }) {
  return (
    <li class={`line is-${line.state}`} data-testid="wall-line" data-state={line.state}>
      <StateMark state={line.state} />
      <span class="place">
        <b>{line.place}</b>
        <span class="muted">{line.what}</span>
      </span>
      <b class="value num">{line.value}</b>
      <span class="when num">
        {line.since !== undefined && say('for', { duration: duration(serverNow.value - line.since) })}
        {line.alerted && <span class="muted">{line.by ? say('claimed', { by: line.by }) : say('unclaimed')}</span>}
      </span>
    </li>
  );
}
