import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { placeText } from '../format/place';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import * as api from './api';
import { Sheet } from '../frame/Sheet';
import { Fresh } from './Fresh';
import { MaintenanceDialog } from './MaintenanceDialog';
import { pointText } from './pointText';
import { taken, unread, type Read } from './read';
import type { MaintenanceWindow } from './types';
import { say } from './words';

const AGAIN_MS = 15_000;

/** Planned work: what is told of it, and its end. */
export function Maintenance() {
  const read = useSignal<Read<{ maintenance: MaintenanceWindow[] }>>(unread());
  const adding = useSignal(false);
  const ending = useSignal<MaintenanceWindow | null>(null);
  const load = async () => {
    read.value = taken(read.peek(), await api.maintenance());
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  const all = read.value.value?.maintenance ?? [];
  const done = () => {
    adding.value = false;
    ending.value = null;
    void load();
  };
  return (
    <section aria-labelledby="maintenance">
      <div class="head">
        <h2 id="maintenance">{say('part.maintenance')}</h2>
        {may('plan') && (
          <button type="button" class="primary" onClick={() => (adding.value = true)} data-testid="work-add">
            {say('work.add')}
          </button>
        )}
      </div>
      <p class="muted">{say('work.what')}</p>
      <Fresh read={read.value} again={() => void load()} />
      {read.value.value && all.length === 0 && <p class="card part">{say('work.none')}</p>}
      <ul class="works">
        {all.map((w) => (
          <Work key={w.id} of={w} onEnd={may('plan') ? () => (ending.value = w) : undefined} />
        ))}
      </ul>
      {adding.value && <MaintenanceDialog onDone={done} onClose={() => (adding.value = false)} />}
      {ending.value && <EndDialog of={ending.value} onDone={done} onClose={() => (ending.value = null)} />}
    </section>
  );
}

const targetText = (w: MaintenanceWindow) =>
  w.point ? pointText(campus.value?.points.get(w.point), w.point) : placeText(campus.value, w.site, w.area ?? '');

function Work({ of, onEnd }: { of: MaintenanceWindow; onEnd: (() => void) | undefined }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const time = (iso: string) => clockTime(Date.parse(iso), serverNow.value, zone);
  const running = Date.parse(of.from) <= serverNow.value;
  return (
    <li class="card part" data-testid={`work-${of.id}`}>
      <div>
        <b>{targetText(of)}</b>
        <span class="tag">{say(running ? 'work.running' : 'work.coming')}</span>
        <p>{of.reason}</p>
        <p class="muted num">
          {say('time.span', { from: time(of.from), to: time(of.until) })} · {say('work.by', { by: of.by })}
        </p>
      </div>
      {onEnd && (
        <button type="button" onClick={onEnd} aria-label={say('work.end.label', { what: `${targetText(of)} ${of.reason}` })} data-testid="work-end">
          {say('work.end')}
        </button>
      )}
    </li>
  );
}

function EndDialog({ of, onDone, onClose }: { of: MaintenanceWindow; onDone: () => void; onClose: () => void }) {
  const failure = useSignal('');
  const busy = useSignal(false);
  const end = async () => {
    busy.value = true;
    const answer = await api.endMaintenance(of.id);
    busy.value = false;
    // Somebody else ended it, or its time came: it is what was wanted.
    if (answer.ok || answer.status === 404) {
      onDone();
    } else {
      failure.value = say('work.failed', { detail: answer.detail });
    }
  };
  return (
    <Sheet title={say('work.end.label', { what: targetText(of) })} onClose={onClose} testId="work-end-dialog">
      <p>{say('work.end.ask')}</p>
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <div class="acts">
        <button type="button" class="primary" disabled={busy.value} onClick={() => void end()} data-testid="work-end-submit">
          {say('work.end')}
        </button>
        <button type="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Sheet>
  );
}
