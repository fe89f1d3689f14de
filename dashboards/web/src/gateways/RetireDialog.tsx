import { useSignal } from '@preact/signals';
import { retire } from './api';
import { Dialog } from './Dialog';
import { say } from './words';

const REASON_MAX = 1000;

export function RetireDialog({ point, onClose }: { point: string; onClose: () => void }) {
  const busy = useSignal(false);
  const failure = useSignal('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason') ?? '').trim();
    if (!reason) {
      failure.value = say('ret.needed');
      return;
    }
    busy.value = true;
    const answer = await retire(point, reason);
    busy.value = false;
    if (answer.ok) {
      onClose();
    } else {
      failure.value = answer.status === 0 ? say('unreachable.service') : say('failed', { why: answer.detail });
    }
  };
  return (
    <Dialog title={say('ret.title', { point })} onClose={onClose} testid="retire-dialog">
      <p class="muted">{say('ret.what')}</p>
      <form onSubmit={(e) => void submit(e)} noValidate>
        <label for="gw-retire">{say('ret.reason')}</label>
        <textarea id="gw-retire" name="reason" rows={3} maxLength={REASON_MAX} aria-describedby="gw-retire-failure" data-testid="retire-reason" />
        <p class="failure" role="alert" id="gw-retire-failure">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy.value} data-testid="retire-submit">
            {busy.value ? say('working') : say('ret.do')}
          </button>
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
