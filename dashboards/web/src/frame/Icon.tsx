import type { PointState } from '../api/types';
import { wordOf } from '../words/words';

/** Each state has its own shape, so that it is known without its colour. */
function Shape({ state }: { state: PointState }) {
  switch (state) {
    case 'critical':
      return (
        <>
          <path d="M9 1.5 17 16H1Z" fill="currentColor" />
          <path class="on-fill" d="M9 6.5v4.6M9 13v1.2" />
        </>
      );
    case 'warning':
      return (
        <>
          <path class="outline" d="M9 1 17 9 9 17 1 9Z" />
          <path class="stroke" d="M9 5.5v4M9 11.6v.9" />
        </>
      );
    case 'info':
      return (
        <>
          <rect class="outline" x="2" y="2" width="14" height="14" rx="3" />
          <path class="stroke" d="M9 8.2v4.6M9 5.2v.6" />
        </>
      );
    case 'no-data':
      return <circle class="outline dashed" cx="9" cy="9" r="7" />;
    default:
      return <path class="stroke" d="m3.5 9.5 3.7 3.7 7.3-8" />;
  }
}

export function Icon({ state }: { state: PointState }) {
  return (
    <svg class="icon" viewBox="0 0 18 18" aria-hidden="true">
      <Shape state={state} />
    </svg>
  );
}

/** Shape, word and colour together. */
export function StateMark({ state, word }: { state: PointState; word?: string }) {
  return (
    <span class={`mark is-${state}`}>
      <Icon state={state} />
      <span>{word ?? wordOf('state', state)}</span>
    </span>
  );
}
