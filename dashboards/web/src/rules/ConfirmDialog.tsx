import { useSignal } from '@preact/signals';
import type { Answer } from '../api/http';
import { Sheet } from '../frame/Sheet';
import { say } from './words';

interface Props {
  title: string;
  lines: readonly string[];
  act: string;
  does: () => Promise<Answer<unknown>>;
  onClose: () => void;
}

/** Asks before something changes for everybody. */
export function ConfirmDialog({ title, lines, act, does, onClose }: Props) {
  const busy = useSignal(false);
  const failure = useSignal('');
  const run = async () => {
    busy.value = true;
    const answer = await does();
    busy.value = false;
    if (!answer.ok) {
      failure.value = answer.status === 409 ? say('conflict') : say('refused', { detail: answer.detail });
    }
  };
  return (
    <Sheet title={title} onClose={onClose} testId="rule-confirm">
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <div class="acts">
        <button type="button" class="primary" disabled={busy.value} onClick={() => void run()} data-testid="confirm-act">
          {busy.value ? say('working') : act}
        </button>
        <button type="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Sheet>
  );
}
