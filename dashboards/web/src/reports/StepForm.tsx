import { useEffect, useId, useState } from 'preact/hooks';
import { names, put } from './api';
import type { Day, Verb } from './types';
import { whyNot } from './whyNot';
import { say } from './words';

interface Props {
  day: Day;
  verb: Verb;
  /** Whether it can't be done without one. */
  reason?: boolean;
  onDone: (day: Day) => void;
}

/** A named person enters cases, or stands for the version that is shown. */
export function StepForm({ day, verb, reason = false, onDone }: Props) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const [known, setKnown] = useState<string[]>([]);
  useEffect(() => {
    void names().then(setKnown);
  }, []);
  const cases = verb === 'enter' ? (['suspected', 'confirmed'] as const) : [];

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const wanted = [...cases, 'person' as const, ...(reason ? (['reason'] as const) : [])];
    const empty = wanted.filter((name) => !text(name));
    if (empty.length > 0) {
      setFailure(say('needed', { fields: empty.map((name) => say(name)).join(' · ') }));
      return;
    }
    if (busy) {
      return;
    }
    setBusy(true);
    const by = { person: text('person'), pin: text('pin') };
    const numbers = { suspected: Number(text('suspected')), confirmed: Number(text('confirmed')) };
    const body = verb === 'enter' ? { ...by, ...numbers } : { ...by, version: day.version.number, reason: text('reason') };
    const answer = await put(day.date, verb, body);
    setBusy(false);
    if (answer.ok) {
      setFailure('');
      onDone(answer.value);
    } else {
      setFailure(whyNot(answer));
    }
  };

  return (
    <form class="step" onSubmit={(event) => void submit(event)} noValidate data-testid={`form-${verb}`}>
      {reason && <p class="needs-reason">{say('step.reason.what')}</p>}
      {cases.length > 0 && (
        <div class="two">
          {cases.map((name) => (
            <Field key={name} id={`${id}-${name}`} label={say(name)}>
              <input id={`${id}-${name}`} name={name} type="number" min="0" max="1000000" step="1" inputMode="numeric" data-testid={`${verb}-${name}`} />
            </Field>
          ))}
        </div>
      )}
      {reason && (
        <Field id={`${id}-reason`} label={say('reason')}>
          <textarea id={`${id}-reason`} name="reason" rows={2} maxLength={1000} data-testid={`${verb}-reason`} />
        </Field>
      )}
      <div class="two">
        <Field id={`${id}-person`} label={say('person')}>
          <input id={`${id}-person`} name="person" list={`${id}-names`} maxLength={200} autocomplete="off" data-testid={`${verb}-person`} />
        </Field>
        <Field id={`${id}-pin`} label={say('pin')}>
          <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autocomplete="off" data-testid={`${verb}-pin`} />
        </Field>
      </div>
      <datalist id={`${id}-names`}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {failure && (
        <p class="failure" role="alert" data-testid={`${verb}-failure`}>
          {failure}
        </p>
      )}
      <button type="submit" class="primary" aria-disabled={busy} data-testid={`${verb}-submit`}>
        {say(busy ? 'working' : `submit.${verb}`)}
      </button>
    </form>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: preact.ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
    </div>
  );
}
