import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { setAside, whyNot, type UpwardReport } from './api';
import { Field } from './Field';
import { say } from './words';

/** That nothing must go upward: why, and who stands for it. */
export function AsideDialog({ id, onKept, onCancel }: { id: string; onKept: (next: UpwardReport) => void; onCancel: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const failure = useSignal('');
  const busy = useSignal(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const empty = (['reason', 'person'] as const).filter((name) => !text(name));
    if (empty.length > 0) {
      failure.value = say('form.needed', { fields: empty.map((name) => say(`aside.${name}`)).join(' · ') });
      return;
    }
    if (busy.value) {
      return;
    }
    busy.value = true;
    const answer = await setAside(id, { reason: text('reason'), person: text('person'), pin: text('pin') });
    busy.value = false;
    if (answer.ok) {
      onKept(answer.value);
    } else {
      failure.value = whyNot(answer);
    }
  };
  return (
    <dialog ref={dialog} class="handle" aria-labelledby="aside-title" onClose={onCancel}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <h2 id="aside-title">{say('aside.title')}</h2>
        <p class="muted">{say('aside.what')}</p>
        <Field id="aside-reason" label={say('aside.reason')}>
          <textarea id="aside-reason" name="reason" rows={3} maxLength={4000} data-testid="aside-reason" />
        </Field>
        <Field id="aside-person" label={say('aside.person')}>
          <input id="aside-person" name="person" list="form-names" autocomplete="off" data-testid="aside-person" />
        </Field>
        <Field id="aside-pin" label={say('aside.pin')}>
          <input id="aside-pin" name="pin" type="password" inputMode="numeric" autocomplete="off" />
        </Field>
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" aria-disabled={busy.value} data-testid="aside-submit">
            {busy.value ? say('form.working') : say('aside.submit')}
          </button>
          <button type="button" onClick={onCancel}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
