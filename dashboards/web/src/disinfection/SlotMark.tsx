import type { SlotState } from './types';
import { wordFor } from './words';

/** Each of the six states has its own shape. */
function Shape({ state }: { state: SlotState }) {
  switch (state) {
    case 'verified':
      return (
        <>
          <circle cx="9" cy="9" r="8" fill="currentColor" />
          <path class="on-fill" d="m5 9 3 3 5-6" />
        </>
      );
    case 'registered':
      return (
        <>
          <circle class="outline" cx="9" cy="9" r="7" />
          <path class="stroke" d="m5.5 9 2.5 2.5 4.5-5" />
        </>
      );
    case 'running':
      return (
        <>
          <circle class="outline" cx="9" cy="9" r="7" />
          <path d="M9 9V2a7 7 0 0 1 7 7Z" fill="currentColor" />
        </>
      );
    case 'failed':
      return (
        <>
          <path d="M9 1 17 9 9 17 1 9Z" fill="currentColor" />
          <path class="on-fill" d="M6 9h6" />
        </>
      );
    case 'missed':
      return (
        <>
          <rect x="1.5" y="1.5" width="15" height="15" fill="currentColor" />
          <path class="on-fill" d="m5.5 5.5 7 7m0-7-7 7" />
        </>
      );
    default:
      return <circle class="outline" cx="9" cy="9" r="7" />;
  }
}

export function SlotIcon({ state }: { state: SlotState }) {
  return (
    <svg class="icon" viewBox="0 0 18 18" aria-hidden="true">
      <Shape state={state} />
    </svg>
  );
}

export function SlotMark({ state }: { state: SlotState }) {
  return (
    <span class={`slotmark of-${state}`}>
      <SlotIcon state={state} />
      <span>{wordFor('state', state)}</span>
    </span>
  );
}
