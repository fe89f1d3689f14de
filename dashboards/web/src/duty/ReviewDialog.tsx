import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { previewRows, saveRows } from './api';
import type { Names } from './checks';
import { Sheet } from '../frame/Sheet';
import type { ShiftRow } from './draft';
import { Previewed } from './Previewed';
import type { Finding, Plan, ShiftsPreview } from './types';
import { say } from './words';

interface Props {
  rows: readonly ShiftRow[];
  plan: Plan;
  names: Names;
  /** What is wrong already. */
  known: readonly Finding[];
  onSaved: (count: number) => void;
  onConflict: () => void;
  onClose: () => void;
}

/** What will change, and what would be wrong then; only from here is it saved. */
export function ReviewDialog({ rows, plan, names, known, onSaved, onConflict, onClose }: Props) {
  const preview = useSignal<ShiftsPreview | null>(null);
  const failure = useSignal('');
  const busy = useSignal(false);
  // After a conflict the rows say what was read anew: it is shown before it can be saved.
  useEffect(() => {
    preview.value = null;
    void previewRows(rows).then((answer) => {
      if (answer.ok) {
        preview.value = answer.value;
      } else {
        failure.value = say('review.failed', { detail: answer.detail });
      }
    });
  }, [JSON.stringify(rows)]);
  const save = async () => {
    busy.value = true;
    failure.value = '';
    const answer = await saveRows(rows);
    busy.value = false;
    if (answer.ok) {
      onSaved(answer.value.changed);
    } else if (answer.status === 409) {
      failure.value = say('review.conflict');
      onConflict();
    } else {
      failure.value = say('review.failed', { detail: answer.detail });
    }
  };
  const count = preview.value?.changes.length ?? 0;
  return (
    <Sheet title={say('review.title')} onClose={onClose} testId="duty-review">
      {!preview.value && !failure.value && <p class="muted">{say('reading')}</p>}
      {preview.value && <Previewed preview={preview.value} plan={plan} names={names} known={known} />}
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <div class="acts">
        <button type="button" class="primary" disabled={busy.value || count === 0} onClick={() => void save()} data-testid="review-save">
          {busy.value ? say('working') : say('review.save', { n: count })}
        </button>
        <button type="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Sheet>
  );
}
