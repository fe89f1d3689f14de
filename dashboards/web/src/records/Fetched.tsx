import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/http';
import { say } from './words';

interface Props<T> {
  answer: Answer<T> | null;
  again: () => void;
  children: (value: T) => ComponentChildren;
}

/** What was read, or why it was not, with a way on. */
export function Fetched<T>({ answer, again, children }: Props<T>) {
  if (answer === null) {
    return <p class="muted">{say('loading')}</p>;
  }
  if (!answer.ok) {
    return (
      <div role="alert">
        <p class="failure">{answer.status === 404 ? say('upward.missing') : say('failed', { detail: answer.status === 0 ? say('unreachable') : answer.detail })}</p>
        <button type="button" onClick={again}>
          {say('again')}
        </button>
      </div>
    );
  }
  return <>{children(answer.value)}</>;
}
