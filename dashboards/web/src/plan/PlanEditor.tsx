import { useRef, useState } from 'preact/hooks';
import { Icon } from '../frame/Icon';
import { bytes } from '../format/value';
import { campus } from '../live/stream';
import { MAX_BYTES, pictureOf, placePoints, putPicture, removePlan } from './api';
import { moved, seat, stepOf } from './moves';
import { spotName, spotState } from './PlanPicture';
import type { Subject } from './PlanView';
import type { FloorPlan, Spot } from './types';
import { say } from './words';

interface Props {
  subject: Subject;
  plan: FloorPlan | undefined;
  onChanged: (plan: FloorPlan | null) => void;
  onDone: () => void;
}

/** A picture is uploaded at once; where points lie is saved by a button, so that nobody moves one by mistake. */
export function PlanEditor({ subject, plan, onChanged, onDone }: Props) {
  const [spots, setSpots] = useState<Spot[]>(() => (plan?.points ?? []).filter((s) => campus.peek()?.points.has(s.point)));
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async <T,>(work: Promise<{ ok: true; value: T } | { ok: false; status: number; detail: string }>, done: (value: T) => void) => {
    setBusy(true);
    setFailure('');
    const answer = await work;
    setBusy(false);
    if (answer.ok) {
      done(answer.value);
    } else {
      setFailure(answer.status === 0 ? say('unreachable') : say('failed', { detail: answer.detail }));
    }
  };
  const upload = (picture: File | undefined) => {
    if (picture && picture.size > MAX_BYTES) {
      setFailure(say('toolarge', { size: bytes(picture.size) }));
    } else if (picture && !/^image\/(png|jpeg|webp)$/.test(picture.type)) {
      setFailure(say('notpicture'));
    } else if (picture) {
      void run(putPicture(subject.id, picture), onChanged);
    }
  };
  return (
    <>
      <Upload plan={plan} busy={busy} onPicture={upload} />
      <p class="failure" role="alert" data-testid="plan-failure">
        {failure}
      </p>
      {plan && (
        <>
          <p class="muted">{say('how')}</p>
          <Sheet plan={plan} name={subject.name} spots={spots} onSpots={setSpots} />
          <Unplaced subject={subject} spots={spots} onPlace={(point) => setSpots([...spots, { point, ...seat(spots.length) }])} />
          <div class="acts">
            <button
              type="button"
              class="primary"
              disabled={busy}
              data-testid="plan-save"
              onClick={() =>
                void run(placePoints(plan.id, spots), (next) => {
                  onChanged(next);
                  onDone();
                })
              }
            >
              {say('save')}
            </button>
            <button type="button" disabled={busy} onClick={onDone}>
              {say('cancel')}
            </button>
            <Remove n={plan.points.length} busy={busy} onRemove={() => void run(removePlan(plan.id), () => onChanged(null))} />
          </div>
        </>
      )}
    </>
  );
}

function Upload({ plan, busy, onPicture }: { plan: FloorPlan | undefined; busy: boolean; onPicture: (file: File | undefined) => void }) {
  return (
    <label class="upload">
      {plan ? say('replace') : say('upload')} <span class="muted">{say('kinds')}</span>
      <input
        type="file"
        accept="image/png,image/jpeg,image/webp"
        disabled={busy}
        data-testid="plan-file"
        onChange={(event) => {
          onPicture(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** The picture with points to be dragged; the keyboard moves the one that has the focus. */
function Sheet({ plan, name, spots, onSpots }: { plan: FloorPlan; name: string; spots: Spot[]; onSpots: (spots: Spot[]) => void }) {
  const sheet = useRef<HTMLDivElement>(null);
  const [said, saySo] = useState('');
  const to = (point: string, x: number, y: number) => {
    const next = moved(spots, point, x, y);
    const at = next.find((s) => s.point === point);
    onSpots(next);
    saySo(say('moved', { name: spotName(point), x: Math.round((at?.x ?? 0) * 100), y: Math.round((at?.y ?? 0) * 100) }));
  };
  const drag = (event: PointerEvent, point: string) => {
    const box = sheet.current?.getBoundingClientRect();
    if (box && event.currentTarget instanceof Element && event.currentTarget.hasPointerCapture(event.pointerId)) {
      to(point, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    }
  };
  const press = (event: KeyboardEvent, spot: Spot) => {
    const step = stepOf(spot, event.key, event.shiftKey);
    if (step) {
      event.preventDefault();
      to(spot.point, step.x, step.y);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onSpots(spots.filter((s) => s.point !== spot.point));
      saySo(say('gone', { name: spotName(spot.point) }));
    }
  };
  return (
    <>
      <div class="sheet editing" ref={sheet}>
        <img src={pictureOf(plan)} alt={say('picture', { name })} draggable={false} />
        {spots.map((spot) => {
          const { state, text } = spotState(spot.point);
          return (
            <button
              key={spot.point}
              type="button"
              class={`marker is-${state}`}
              style={{ left: `${spot.x * 100}%`, top: `${spot.y * 100}%` }}
              title={spotName(spot.point)}
              data-testid={`spot-${spot.point}`}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => drag(event, spot.point)}
              onKeyDown={(event) => press(event, spot)}
            >
              {state !== 'normal' && <Icon state={state} />}
              <span class="num">{text}</span>
              <span class="unseen"> {spotName(spot.point)}</span>
            </button>
          );
        })}
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}

function Unplaced({ subject, spots, onPlace }: { subject: Subject; spots: Spot[]; onPlace: (point: string) => void }) {
  const { building } = subject;
  // Then it is up to the person: placing one does not close the list.
  const [atFirst] = useState(spots.length === 0);
  const here = [...(campus.value?.points.values() ?? [])].filter(
    (p) => p.site === subject.site.id && (!building || p.area.split('/')[0] === building.id) && !spots.some((s) => s.point === p.id),
  );
  return (
    <details class="unplaced" open={atFirst}>
      <summary>
        {here.length === 0 ? say('allplaced') : say('unplaced')} <span class="num muted">{here.length || ''}</span>
      </summary>
      <ul>
        {here.map((p) => (
          <li key={p.id}>
            <span>
              {spotName(p.id)} <span class="muted">{p.device}</span>
            </span>
            <button
              type="button"
              aria-label={say('placeLabel', { name: `${spotName(p.id)} ${p.device}` })}
              data-testid={`place-${p.id}`}
              onClick={() => onPlace(p.id)}
            >
              {say('place')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Remove({ n, busy, onRemove }: { n: number; busy: boolean; onRemove: () => void }) {
  const [asking, ask] = useState(false);
  return asking ? (
    <span class="sure">
      {say('sure', { n })}
      <button type="button" disabled={busy} data-testid="plan-remove" onClick={onRemove}>
        {say('really')}
      </button>
    </span>
  ) : (
    <button type="button" class="quiet" onClick={() => ask(true)}>
      {say('remove')}
    </button>
  );
}
