import { SlotMark } from './SlotMark';
import type { SlotState } from './types';
import { say } from './words';

const STATES: readonly SlotState[] = ['verified', 'registered', 'running', 'pending', 'failed', 'missed'];

export function Legend() {
  return (
    <div class="legend muted">
      {STATES.map((s) => (
        <SlotMark key={s} state={s} />
      ))}
      <span>◌ {say('cell.unverified')}</span>
      <span>{say('legend.click')}</span>
      <span>{say('legend.hand')}</span>
    </div>
  );
}
