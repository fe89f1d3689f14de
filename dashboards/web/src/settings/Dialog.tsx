import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from './words';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  testid: string;
}

/** A modal dialog: the browser keeps the focus in it and closes it by Escape. */
export function Dialog({ title, onClose, children, testid }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="settings-dialog" aria-labelledby={id} onClose={onClose} data-testid={testid}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface FormProps {
  title: string;
  submit: string;
  /** Resolves with why it was not done; empty when it was, and whoever shows the dialog takes it away. */
  onSubmit: (given: FormData) => Promise<string>;
  onClose: () => void;
  children: ComponentChildren;
}

/** A form in a dialog; what failed is said in it, with all that was typed still there. */
export function FormDialog({ title, submit, onSubmit, onClose, children }: FormProps) {
  const failure = useSignal('');
  const busy = useSignal(false);
  const send = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    failure.value = await onSubmit(new FormData(event.currentTarget as HTMLFormElement));
    busy.value = false;
  };
  return (
    <Dialog title={title} onClose={onClose} testid="form-dialog">
      <form onSubmit={(event) => void send(event)} noValidate>
        {children}
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy.value} data-testid="dialog-submit">
            {busy.value ? say('working') : submit}
          </button>
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface SecretProps {
  title: string;
  secret: string;
  why: string;
  onClose: () => void;
  children?: ComponentChildren;
}

/** What is shown once. */
export function SecretDialog({ title, secret, why, onClose, children }: SecretProps) {
  const copied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      copied.value = true;
    } catch {
      // Not allowed here, for example without TLS: it can be marked and copied by hand.
    }
  };
  return (
    <Dialog title={title} onClose={onClose} testid="secret-dialog">
      <p class="secret code" data-testid="secret">
        {secret}
      </p>
      {children}
      <p>{why}</p>
      <p class="muted">{say('once')}</p>
      <div class="acts">
        <button type="button" onClick={() => void copy()}>
          {copied.value ? say('copied') : say('copy')}
        </button>
        <button type="button" class="primary" onClick={onClose} data-testid="secret-close">
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}
