import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Point } from '../api/types';
import { deviceOf, placeText, quantityText } from '../format/place';
import { grouped } from '../situation/grouped';
import { campus } from '../live/stream';
import { t, type Key } from '../words/words';
import { startDrill, whyNot } from './api';
import { Field } from './Field';
import { say } from './words';

/** Asks where, how bad, and what people should read. */
export function DrillDialog({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const failure = useSignal('');
  const busy = useSignal(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    if (!text('point')) {
      failure.value = say('drill.needed');
      return;
    }
    if (busy.value) {
      return;
    }
    busy.value = true;
    const value = text('value');
    const answer = await startDrill({
      point: text('point'),
      severity: text('severity'),
      note: text('note'),
      minutes: Number(text('minutes')),
      ...(value && { value: Number(value) }),
    });
    busy.value = false;
    if (answer.ok) {
      onDone();
    } else {
      failure.value = whyNot(answer);
    }
  };

  return (
    <dialog ref={dialog} class="handle" aria-labelledby="drill-title" onClose={onCancel} data-testid="drill-dialog">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <h2 id="drill-title">{say('drill.new')}</h2>
        <Field id="drill-point" label={say('drill.point')}>
          <select id="drill-point" name="point" data-testid="drill-point">
            <option value="">{say('drill.point.choose')}</option>
            <Points />
          </select>
        </Field>
        <Field id="drill-severity" label={say('drill.severity')}>
          <select id="drill-severity" name="severity">
            {(['critical', 'warning', 'info'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}` as Key)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="drill-note" label={say('drill.note')}>
          <textarea id="drill-note" name="note" rows={2} maxLength={500} placeholder={say('drill.note.hint')} data-testid="drill-note" />
        </Field>
        <Field id="drill-value" label={say('drill.value')}>
          <input id="drill-value" name="value" type="number" step="any" />
        </Field>
        <Field id="drill-minutes" label={say('drill.minutes')}>
          <input id="drill-minutes" name="minutes" type="number" min="1" max="240" defaultValue="30" />
        </Field>
        <p class="muted">{say('drill.sure')}</p>
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" aria-disabled={busy.value} data-testid="drill-start">
            {busy.value ? say('form.working') : say('drill.start')}
          </button>
          <button type="button" onClick={onCancel}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Points() {
  const points: Point[] = [...(campus.value?.points.values() ?? [])];
  return (
    <>
      {[...grouped(points, (p) => placeText(campus.value, p.site, p.area))].map(([place, there]) => (
        <optgroup key={place} label={place}>
          {there.map((p) => (
            <option key={p.id} value={p.id}>
              {quantityText(p.quantity)} · {deviceOf(p.id)}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
