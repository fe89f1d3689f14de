import { useState } from 'preact/hooks';
import type { Answer } from '../api/http';
import { Sheet } from '../frame/Sheet';
import { say } from './words';

interface Props<T> {
  title: string;
  lines: readonly string[];
  act: string;
  does: () => Promise<Answer<T>>;
  onDone: (value: T) => void;
  onClose: () => void;
}

/** Asks before something changes for everybody. */
export function AskDialog<T>({ title, lines, act, does, onDone, onClose }: Props<T>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const run = async () => {
    setBusy(true);
    const answer = await does();
    setBusy(false);
    if (answer.ok) {
      onDone(answer.value);
    } else {
      setFailure(failureText(answer));
    }
  };
  return (
    <Sheet title={title} onClose={onClose} testId="ask">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="failure" role="alert">
        {failure}
      </p>
      <div class="acts">
        <button type="button" class="primary" disabled={busy} onClick={() => void run()} data-testid="ask-act">
          {busy ? say('working') : act}
        </button>
        <button type="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Sheet>
  );
}

/** Why nothing was saved, in a sentence. */
export function failureText(failure: { status: number; detail: string }): string {
  if (failure.status === 409) {
    return say('conflict');
  }
  return say('refused', { detail: failure.status === 0 ? say('unreachable') : failure.detail });
}
