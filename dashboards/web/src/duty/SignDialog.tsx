import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { session } from '../session';
import { sign } from './api';
import { Sheet } from '../frame/Sheet';
import type { Signatory } from './types';
import { say } from './words';

interface Props {
  handover: string;
  who: Signatory;
  hasPin: boolean;
  onSigned: () => void;
  onClose: () => void;
}

/** One of the two signs with the own PIN, whoever is logged in at this screen. */
export function SignDialog({ handover, who, hasPin, onSigned, onClose }: Props) {
  const id = useId();
  const failure = useSignal('');
  const busy = useSignal(false);
  const name = who.name ?? who.id;
  const user = session.value.state === 'in' ? session.value.user : '';
  const submit = async (event: Event) => {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget as HTMLFormElement).get('pin') ?? '').trim();
    if (hasPin && !pin) {
      failure.value = say('handover.pin.needed');
      return;
    }
    busy.value = true;
    const answer = await sign(handover, who.id, pin);
    busy.value = false;
    if (answer.ok) {
      onSigned();
    } else {
      failure.value = say('handover.refused', { detail: answer.detail });
    }
  };
  return (
    <Sheet title={say('handover.sign.for', { who: name })} onClose={onClose} testId="sign-dialog">
      <form onSubmit={(e) => void submit(e)} noValidate>
        {hasPin ? (
          <>
            <label for={id}>{say('handover.pin', { who: name })}</label>
            <input id={id} name="pin" type="password" inputMode="numeric" autoComplete="off" aria-describedby={`${id}-failure`} data-testid="sign-pin" />
          </>
        ) : (
          <p>{say('handover.pin.none', { who: name, user })}</p>
        )}
        <p class="failure" role="alert" id={`${id}-failure`}>
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy.value} data-testid="sign-submit">
            {busy.value ? say('working') : say('handover.sign')}
          </button>
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
