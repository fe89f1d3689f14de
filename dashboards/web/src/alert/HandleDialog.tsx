import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../words/words';

interface Props {
  what: string;
  busy: boolean;
  failure: string;
  onSubmit: (note: string) => void;
  onCancel: () => void;
}

/** Asks what was done; without a note nothing is closed. */
export function HandleDialog({ what, busy, failure, onSubmit, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const missing = useSignal(false);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget as HTMLFormElement).get('note') ?? '').trim();
    missing.value = note === '';
    if (note) {
      onSubmit(note);
    }
  };

  return (
    <dialog ref={dialog} class="handle" aria-labelledby={`${id}-title`} onClose={onCancel} data-testid="handle-dialog">
      <form onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>{t('handle.title')}</h2>
        <p class="muted">{what}</p>
        <label for={`${id}-note`}>{t('handle.note')}</label>
        <textarea
          id={`${id}-note`}
          name="note"
          rows={4}
          maxLength={2000}
          placeholder={t('handle.hint')}
          aria-describedby={`${id}-failure`}
          data-testid="handle-note"
        />
        <p class="failure" role="alert" id={`${id}-failure`}>
          {missing.value ? t('handle.needed') : failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy} data-testid="handle-submit">
            {busy ? t('act.working') : t('handle.submit')}
          </button>
          <button type="button" onClick={onCancel}>
            {t('handle.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
