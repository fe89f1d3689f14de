import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../api/http';
import { check, register } from './api';
import { windowOf } from './day';
import type { Evidence } from './types';
import { say } from './words';

interface Props {
  slot: Evidence;
  kind: 'register' | 'check';
  onDone: (after: Evidence) => void;
  onCancel: () => void;
}

/** Who stands for it, why, and what the strip showed; without them nothing is registered. */
export function EntryDialog({ slot, kind, onDone, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const id = useId();
  const checks = kind === 'check';
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const strip = text('strip') === '' ? undefined : Number(text('strip'));
    const closed = text('closed') ? `${slot.due.slice(0, 10)}T${text('closed')}:00${slot.due.slice(-6)}` : '';
    const missing = !text('person') || (checks ? strip === undefined && !closed : !text('reason'));
    if (missing) {
      setFailure(say(checks ? 'form.neededcheck' : 'form.needed'));
      return;
    }
    setBusy(true);
    const by = { person: text('person'), pin: text('pin') };
    const answer: Answer<Evidence> = checks
      ? await check(slot.id, by, text('reason'), strip, closed)
      : await register(slot.id, by, text('reason'), strip);
    setBusy(false);
    if (answer.ok) {
      onDone(answer.value);
    } else {
      setFailure(answer.status === 0 ? say('unreachable') : answer.detail);
    }
  };

  return (
    <dialog ref={dialog} class="handle entry" aria-labelledby={`${id}-title`} onClose={onCancel} data-testid="entry-dialog">
      <form onSubmit={(e) => void submit(e)} noValidate>
        <h2 id={`${id}-title`}>{say(checks ? 'form.check' : 'form.register')}</h2>
        <p class="muted num">
          {slot.areaName} · {windowOf(slot)}
        </p>
        {!checks && <p>{say('form.registerwhy')}</p>}
        <label for={`${id}-person`}>{say('form.person')}</label>
        <input id={`${id}-person`} name="person" maxLength={200} autoComplete="off" data-testid="entry-person" />
        <label for={`${id}-pin`}>{say('form.pin')}</label>
        <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autoComplete="off" />
        <label for={`${id}-reason`}>{say(checks ? 'form.note' : 'form.reason')}</label>
        <textarea id={`${id}-reason`} name="reason" rows={3} maxLength={1000} data-testid="entry-reason" />
        <label for={`${id}-strip`}>{say('form.strip')}</label>
        <input id={`${id}-strip`} name="strip" type="number" min="0" max="10000" step="any" inputMode="decimal" data-testid="entry-strip" />
        {checks && (
          <>
            <label for={`${id}-closed`}>{say('form.closed')}</label>
            <input id={`${id}-closed`} name="closed" type="time" />
          </>
        )}
        <p class="failure" role="alert">
          {failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy} data-testid="entry-submit">
            {say(busy ? 'form.working' : 'form.submit')}
          </button>
          <button type="button" onClick={onCancel}>
            {say('form.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
