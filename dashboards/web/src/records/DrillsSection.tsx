import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { Icon } from '../frame/Icon';
import { placeText, quantityText } from '../format/place';
import { clockTime, duration } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { alertLink } from '../route';
import { may } from '../session';
import { t, type Key } from '../words/words';
import { drills, endDrill, whyNot, type DrillRecord } from './api';
import { DrillDialog } from './DrillDialog';
import { Fetched } from './Fetched';
import { say } from './words';

const AGAIN_MS = 3000;

/** Drills: the running ones on top, then what came of the earlier ones. */
export function DrillsSection() {
  const answer = useSignal<Answer<{ drills: DrillRecord[] }> | null>(null);
  const asking = useSignal(false);
  const load = async () => {
    const next = await drills();
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
    <>
      <div class="head">
        <p class="muted">{say('drills.what')}</p>
        {may('act') && (
          <button type="button" class="primary" data-testid="drill-new" onClick={() => (asking.value = true)}>
            {say('drill.new')}
          </button>
        )}
      </div>
      <Fetched answer={answer.value} again={() => void load()}>
        {({ drills: all }) => <Drills all={all} onDone={() => void load()} />}
      </Fetched>
      {asking.value && (
        <DrillDialog
          onDone={() => {
            asking.value = false;
            void load();
          }}
          onCancel={() => (asking.value = false)}
        />
      )}
    </>
  );
}

function Drills({ all, onDone }: { all: readonly DrillRecord[]; onDone: () => void }) {
  const over = all.filter((d) => d.state === 'over');
  if (all.length === 0) {
    return <p class="card none">{say('drills.none')}</p>;
  }
  return (
    <>
      {all
        .filter((d) => d.state === 'running')
        .map((drill) => (
          <Running key={drill.id} drill={drill} onDone={onDone} />
        ))}
      {over.length > 0 && <Over all={over} />}
    </>
  );
}

const timeOf = (at: string) => clockTime(Date.parse(at), serverNow.value, campus.value?.timezone ?? 'UTC');

function resultOf(drill: DrillRecord): string {
  if (drill.acknowledged) {
    return say('drill.acknowledged', { by: drill.acknowledged.by, duration: duration(drill.acknowledged.afterMs) });
  }
  return drill.state === 'over'
    ? say('drill.nobody')
    : say('drill.waiting', { duration: duration(serverNow.value - Date.parse(drill.started)) });
}

function Running({ drill, onDone }: { drill: DrillRecord; onDone: () => void }) {
  const failure = useSignal('');
  const end = async () => {
    const answer = await endDrill(drill.id);
    failure.value = answer.ok ? '' : whyNot(answer);
    onDone();
  };
  return (
    <article class="card running is-info" data-testid={`drill-${drill.id}`}>
      <span class="mark is-info">
        <Icon state="info" />
        {say('drill.running')}
      </span>
      <h2>{placeText(campus.value, drill.site, drill.area)}</h2>
      <p>{drill.note}</p>
      <p class="big num">{resultOf(drill)}</p>
      <p class="muted num">
        {t(`state.${drill.severity}` as Key)} · {quantityText(drill.quantity)} · {drill.by} · {timeOf(drill.started)} · {say('drill.until', { time: timeOf(drill.until) })}
      </p>
      <div class="acts">
        <a class="button" href={alertLink(drill.id)}>
          {say('drill.open')}
        </a>
        {may('act') && (
          <button type="button" data-testid={`drill-end-${drill.id}`} onClick={() => void end()}>
            {say('drill.end')}
          </button>
        )}
      </div>
      <p class="failure" role="alert">
        {failure.value}
      </p>
    </article>
  );
}

function howOf(drill: DrillRecord): string {
  const how = drill.ended?.how ?? 'time';
  const by = drill.ended?.by ?? '';
  return how === 'time' || how === 'word' || how === 'real' ? say(`drill.how.${how}`, { by }) : say('drill.how.other', { how });
}

function Over({ all }: { all: readonly DrillRecord[] }) {
  return (
    <div class="card scroll" tabIndex={0} role="region" aria-label={say('drills')}>
      <table>
        <thead>
          <tr>
            {(['drill.when', 'drill.where', 'drill.note', 'drill.result', 'drill.by', 'drill.ended'] as const).map((word) => (
              <th key={word} scope="col">
                {say(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((drill) => (
            <tr key={drill.id} data-testid={`drill-${drill.id}`}>
              <td class="num">
                <a href={alertLink(drill.id)}>{timeOf(drill.started)}</a>
              </td>
              <td>{placeText(campus.value, drill.site, drill.area)}</td>
              <td>{drill.note}</td>
              <td class={drill.acknowledged ? 'num' : 'is-bad'}>{resultOf(drill)}</td>
              <td>{drill.by}</td>
              <td>{howOf(drill)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
