import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../api/http';
import { say } from './words';

interface Props<T> {
  load: () => Promise<Answer<T>>;
  children: (value: T, reload: () => void) => ComponentChildren;
}

/** Shows what the service answers, or why it did not, with a way to ask again. */
export function Fetched<T>({ load, children }: Props<T>) {
  const [attempt, again] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>();
  useEffect(() => {
    let here = true;
    void load().then((a) => here && setAnswer(a));
    return () => {
      here = false;
    };
  }, [attempt]);
  const reload = () => again((n) => n + 1);
  if (!answer) {
    return <p class="muted">{say('loading')}</p>;
  }
  return answer.ok ? <>{children(answer.value, reload)}</> : <Unread answer={answer} again={reload} />;
}

/** A failed reading, said with a way on. */
export function Unread({ answer, again }: { answer: Answer<unknown> & { ok: false }; again: () => void }) {
  return (
    <div role="alert" class="unread">
      <p>{say('notread', { detail: answer.status === 0 ? say('unreachable') : answer.detail })}</p>
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </div>
  );
}
