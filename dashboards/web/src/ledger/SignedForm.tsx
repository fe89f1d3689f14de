import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api/http';
import { names, whyNot } from '../records/api';
import { say } from './words';

interface Props {
  title: string;
  what: string;
  submit: string;
  /** Names of the fields that can't be left empty, with their words. */
  needed: readonly (readonly [name: string, word: string])[];
  send: (text: (name: string) => string) => Promise<Answer<unknown>>;
  onDone: () => void;
  onCancel: () => void;
  children: (list: string) => ComponentChildren;
}

/** A dialog in which a named person stands for something. What was typed stays until it was taken. */
export function SignedForm({ title, what, submit, needed, send, onDone, onCancel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const failure = useSignal('');
  const busy = useSignal(false);
  const known = useSignal<readonly string[]>([]);
  const id = useId();
  useLayoutEffect(() => {
    dialog.current?.showModal();
    void names().then((found) => (known.value = found));
  }, []);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const empty = needed.filter(([name]) => !text(name));
    if (empty.length > 0) {
      failure.value = say('needed', { fields: empty.map(([, word]) => word).join(say('join')) });
      return;
    }
    if (busy.value) {
      return;
    }
    busy.value = true;
    const answer = await send(text);
    busy.value = false;
    if (answer.ok) {
      onDone();
    } else {
      failure.value = whyNot(answer);
    }
  };
  return (
    <dialog ref={dialog} class="handle" aria-labelledby={`${id}-title`} onClose={onCancel} data-testid="ledger-dialog">
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="muted">{what}</p>
        <datalist id={`${id}-names`}>
          {known.value.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {children(`${id}-names`)}
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" aria-disabled={busy.value} data-testid="ledger-submit">
            {busy.value ? say('working') : submit}
          </button>
          <button type="button" onClick={onCancel}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
