import { recordPath } from './api';
import { say } from './words';

const ENDINGS = ['html', 'pdf', 'xlsx', 'csv'] as const;

/** The record on paper, of these days. */
export function RecordLinks({ from, to }: { from: string; to: string }) {
  return (
    <nav class="turn" aria-label={say('record')} data-testid="record">
      {ENDINGS.map((ending) => (
        <a key={ending} href={recordPath(from, to, ending)} target="_blank" rel="noopener" data-testid={`record-${ending}`}>
          {say(`record.${ending}`)}
        </a>
      ))}
    </nav>
  );
}
