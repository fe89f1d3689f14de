import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { placeText } from '../format/place';
import { campus, serverNow } from '../live/stream';
import { planMaintenance } from './api';
import { instantOf, localAt } from './days';
import { Sheet } from '../frame/Sheet';
import { pointText } from './pointText';
import { say } from './words';

const HOUR_MS = 3_600_000;

/** What is worked on, why, and until when; there is always an end. */
export function MaintenanceDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const id = useId();
  const kind = useSignal<'area' | 'point'>('area');
  const failure = useSignal('');
  const busy = useSignal(false);
  const known = campus.value;
  const zone = known?.timezone ?? 'UTC';
  const areas = known?.sites.flatMap((s) => s.areas.map((a) => ({ site: s.id, path: a.path }))) ?? [];
  const points = [...(known?.points.values() ?? [])];
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const from = instantOf(text('from'), zone);
    const until = instantOf(text('until'), zone);
    failure.value = !text('reason') ? say('work.reason.needed') : !(until > from && until > serverNow.peek()) ? say('work.order') : '';
    if (failure.value) {
      return;
    }
    const [site = '', ...path] = text('where').split('/');
    const point = known?.points.get(text('where'));
    busy.value = true;
    const answer = await planMaintenance({
      ...(kind.value === 'area' ? { site, area: path.join('/') } : { site: point?.site ?? '', point: text('where') }),
      reason: text('reason'),
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
    });
    busy.value = false;
    if (answer.ok) {
      onDone();
    } else {
      failure.value = say('work.failed', { detail: answer.detail });
    }
  };
  return (
    <Sheet title={say('work.add')} onClose={onClose} testId="work-dialog">
      <form onSubmit={(e) => void submit(e)} noValidate>
        <label for={`${id}-kind`}>{say('work.target')}</label>
        <div class="pair">
          <select id={`${id}-kind`} value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as 'area' | 'point')}>
            <option value="area">{say('work.area')}</option>
            <option value="point">{say('work.point')}</option>
          </select>
          <select name="where" aria-label={say(kind.value === 'area' ? 'work.area' : 'work.point')} data-testid="work-where">
            {kind.value === 'area'
              ? areas.map((a) => (
                  <option key={`${a.site}/${a.path}`} value={`${a.site}/${a.path}`}>
                    {placeText(known, a.site, a.path)}
                  </option>
                ))
              : points.map((p) => (
                  <option key={p.id} value={p.id}>
                    {pointText(p, p.id)}
                  </option>
                ))}
          </select>
        </div>
        <label for={`${id}-reason`}>{say('work.reason')}</label>
        <input id={`${id}-reason`} name="reason" maxLength={200} placeholder={say('work.reason.hint')} data-testid="work-reason" />
        <label for={`${id}-from`}>{say('work.from')}</label>
        <input id={`${id}-from`} name="from" type="datetime-local" defaultValue={localAt(serverNow.peek(), zone)} />
        <label for={`${id}-until`}>{say('work.until')}</label>
        <input id={`${id}-until`} name="until" type="datetime-local" defaultValue={localAt(serverNow.peek() + 2 * HOUR_MS, zone)} data-testid="work-until" />
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy.value} data-testid="work-save">
            {busy.value ? say('working') : say('work.save')}
          </button>
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
