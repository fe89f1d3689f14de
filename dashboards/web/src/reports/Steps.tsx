import { useState } from 'preact/hooks';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { StepForm } from './StepForm';
import type { Day, Signature, Verb } from './types';
import { say } from './words';

interface Props {
  day: Day;
  onDone: (day: Day) => void;
}

/** What people do about a report, one after the other; only the next step has a form. */
export function Steps({ day, onDone }: Props) {
  const { entered, recorded, reviewed, signed } = day.version;
  return (
    <ol class="steps">
      <li class="card">
        <h2>{say('step.enter')}</h2>
        <Cases day={day} onDone={onDone} />
      </li>
      <Step verb="record" done={recorded} open={entered !== undefined} right="act" day={day} onDone={onDone} reason={!day.version.sufficient} />
      <Step verb="review" done={reviewed} open={recorded !== undefined} right="act" day={day} onDone={onDone} />
      <Step verb="sign" done={signed} open={reviewed !== undefined} right="sign" day={day} onDone={onDone} />
    </ol>
  );
}

function Cases({ day, onDone }: Props) {
  const [changing, setChanging] = useState(false);
  const entered = day.version.entered;
  const form = (
    <StepForm
      day={day}
      verb="enter"
      onDone={(next) => {
        setChanging(false);
        onDone(next);
      }}
    />
  );
  if (!entered) {
    return (
      <>
        <p class="muted">{say('step.enter.what')}</p>
        {may('act') ? form : <p class="muted">{say('step.may.not')}</p>}
      </>
    );
  }
  return (
    <>
      <p data-testid="cases">{say('step.enter.is', { suspected: entered.suspected, confirmed: entered.confirmed, person: entered.personName })}</p>
      {changing
        ? form
        : may('act') && (
            <button type="button" class="quiet" onClick={() => setChanging(true)}>
              {say('step.enter.change')}
            </button>
          )}
    </>
  );
}

interface StepProps extends Props {
  verb: Exclude<Verb, 'enter'>;
  done: Signature | undefined;
  /** Whether the step before is done. */
  open: boolean;
  right: 'act' | 'sign';
  reason?: boolean;
}

function Step({ verb, done, open, right, reason = false, day, onDone }: StepProps) {
  return (
    <li class="card" data-testid={`step-${verb}`} data-done={done !== undefined}>
      <h2>{say(`step.${verb}`)}</h2>
      {done ? (
        <>
          <p>{say('step.done', { person: done.personName, time: exactTime(Date.parse(done.at), serverNow.value, campus.value?.timezone ?? 'UTC') })}</p>
          {done.reason && <p class="muted">{done.reason}</p>}
        </>
      ) : !open ? (
        <p class="muted">{say('step.wait')}</p>
      ) : may(right) ? (
        <>
          {verb === 'review' && <p class="muted">{say('step.review.what')}</p>}
          <StepForm day={day} verb={verb} reason={reason} onDone={onDone} />
        </>
      ) : (
        <p class="muted">{say('step.may.not')}</p>
      )}
    </li>
  );
}
