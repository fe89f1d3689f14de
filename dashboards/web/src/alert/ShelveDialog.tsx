import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { zoned } from '../format/zoned';
import { campus, serverNow } from '../live/stream';
import { t } from '../words/words';
import { SHELF_MINUTES, shelfEnd } from './shelf';
import { say } from './words';

interface Props {
  what: string;
  busy: boolean;
  failure: string;
  onSubmit: (reason: string, until: string) => void;
  onCancel: () => void;
}

const lengthText = (minutes: number) => (minutes < 60 ? say('shelve.for', { n: minutes }) : say('shelve.hours', { n: minutes / 60 }));

/** Asks why, and until when. */
export function ShelveDialog({ what, busy, failure, onSubmit, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const choice = useSignal('30');
  const wrong = useSignal('');
  const id = useId();
  const zone = campus.value?.timezone ?? 'UTC';
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const reason = String(form.get('reason') ?? '').trim();
    const end = shelfEnd(choice.value, String(form.get('time') ?? ''), serverNow.peek(), zone);
    wrong.value = !reason ? say('shelve.needed') : end === null ? say('shelve.range') : '';
    if (reason && end !== null) {
      onSubmit(reason, new Date(end).toISOString());
    }
  };

  return (
    <dialog ref={dialog} class="handle" aria-labelledby={`${id}-title`} onClose={onCancel} data-testid="shelve-dialog">
      <form onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>{say('shelve.title')}</h2>
        <p class="muted">{what}</p>
        <p class="muted">{say('shelve.what')}</p>
        <label for={`${id}-reason`}>{say('shelve.reason')}</label>
        <textarea id={`${id}-reason`} name="reason" rows={2} maxLength={2000} aria-describedby={`${id}-failure`} data-testid="shelve-reason" />
        <fieldset class="choices">
          <legend>{say('shelve.until')}</legend>
          {[...SHELF_MINUTES.map(String), 'time'].map((value) => (
            <label key={value} class="choice">
              <input type="radio" name="for" value={value} checked={choice.value === value} onChange={() => (choice.value = value)} />
              <span>{value === 'time' ? say('shelve.other') : lengthText(Number(value))}</span>
            </label>
          ))}
        </fieldset>
        {choice.value === 'time' && (
          <input type="datetime-local" name="time" aria-label={say('shelve.until')} defaultValue={zoned(serverNow.peek() + 3600_000, zone)} />
        )}
        <p class="failure" role="alert" id={`${id}-failure`}>
          {wrong.value || failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" aria-disabled={busy} data-testid="shelve-submit">
            {busy ? t('act.working') : say('shelve.submit')}
          </button>
          <button type="button" onClick={onCancel}>
            {t('handle.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
