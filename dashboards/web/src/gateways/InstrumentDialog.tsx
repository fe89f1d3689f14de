import { useAsked } from '../api/useAsked';
import { campus, serverNow } from '../live/stream';
import { exactTime } from '../format/time';
import { may } from '../session';
import { instrument } from './api';
import { Dialog } from './Dialog';
import { InstrumentForm } from './InstrumentForm';
import type { Instrument } from './types';
import { ReadAt } from '../frame/ReadAt';
import { say } from './words';

/** What measures at a point, what did before, and a form for a swap or a calibration. */
export function InstrumentDialog({ point, onClose }: { point: string; onClose: () => void }) {
  const asked = useAsked(point, () => instrument(point));
  const before = asked.value?.history.slice(1) ?? [];
  return (
    <Dialog title={say('ins.title', { point })} onClose={onClose} testid="instrument-dialog">
      {asked.value &&
        (asked.value.instrument ? (
          <>
            <h3>{say('ins.now')}</h3>
            <InstrumentFacts entry={asked.value.instrument} />
          </>
        ) : (
          <p>{say('ins.none')}</p>
        ))}
      {before.length > 0 && (
        <details>
          <summary>{say('ins.history')}</summary>
          {before.map((entry) => (
            <InstrumentFacts key={entry.recorded} entry={entry} who={entry.person} note={entry.note} />
          ))}
        </details>
      )}
      <ReadAt asked={asked} />
      {may('tend') && <InstrumentForm point={point} onRecorded={() => void asked.again()} />}
      <div class="acts">
        <button type="button" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}

function InstrumentFacts({ entry, who, note }: { entry: Instrument; who?: string; note?: string }) {
  const since = exactTime(Date.parse(entry.since), serverNow.value, campus.value?.timezone ?? 'UTC');
  const facts: [string, string | undefined][] = [
    [say('ins.serial'), entry.serial],
    [say('ins.since'), since],
    [say('ins.calibrated'), entry.calibrated],
    [say('ins.due'), entry.due && (entry.overdue ? `${entry.due} · ${say('ins.overdue')}` : entry.due)],
    [say('ins.offset'), entry.offset?.toString()],
    [say('ins.certificate'), entry.certificate],
    [say('ins.person'), who],
    [say('ins.note'), note],
  ];
  return (
    <dl class="gw-instrument" data-testid="instrument">
      {facts
        .filter(([, text]) => text)
        .map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
