import type { PointState } from '../api/types';
import { StateMark } from '../frame/Icon';
import type { Verdict } from './types';
import { say } from './words';

export const tone: Record<Verdict, PointState> = {
  'clean-zero': 'normal',
  'zero-with-gaps': 'warning',
  exceptions: 'critical',
  'no-data': 'no-data',
};

/** Shape, word and colour of a verdict. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return <StateMark state={tone[verdict]} word={say(`verdict.${verdict}`)} />;
}
