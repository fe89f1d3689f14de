import { useState } from 'preact/hooks';
import type { Answer } from '../api/http';
import { StateMark } from '../frame/Icon';
import { failureText } from './AskDialog';
import type { Unread as Entry } from './types';
import { say } from './words';

interface Props {
  of: readonly Entry[];
  mayChange: boolean;
  giveBack: (id: string, version: number) => Promise<Answer<unknown>>;
  onDone: () => void;
}

/** A change that can't hold must not vanish: it is said, with the way back. */
export function Unread({ of, mayChange, giveBack, onDone }: Props) {
  const [failure, setFailure] = useState('');
  if (of.length === 0) {
    return null;
  }
  const back = async (entry: Entry) => {
    const answer = await giveBack(entry.id, entry.version);
    setFailure(answer.ok ? '' : failureText(answer));
    onDone();
  };
  return (
    <div class="card part noted">
      <StateMark state="warning" word={say('unread')} />
      <ul>
        {of.map((entry) => (
          <li key={entry.id}>
            <b>{entry.id}</b> <span class="code">{entry.why}</span>{' '}
            {mayChange && (
              <button type="button" onClick={() => void back(entry)}>
                {say('back')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="failure" role="alert">
        {failure}
      </p>
    </div>
  );
}
