import { useState } from 'preact/hooks';
import { may } from '../session';
import { make } from './api';
import type { Day } from './types';
import { whyNot } from './whyNot';
import { say } from './words';

interface Props {
  date: string;
  word: 'make' | 'make.again';
  onMade: (day: Day) => void;
}

/** Lets the service work a day out now. */
export function MakeButton({ date, word, onMade }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  if (!may('act')) {
    return <span />;
  }
  const press = async () => {
    if (busy) {
      return;
    }
    setBusy(true);
    setFailure('');
    const answer = await make(date);
    setBusy(false);
    if (answer.ok) {
      onMade(answer.value);
    } else {
      setFailure(whyNot(answer));
    }
  };
  return (
    <span class="make">
      <button type="button" aria-disabled={busy} onClick={() => void press()} data-testid={`make-${date}`}>
        {say(busy ? 'making' : word)}
      </button>
      {failure && (
        <span class="failure" role="alert">
          {failure}
        </span>
      )}
    </span>
  );
}
