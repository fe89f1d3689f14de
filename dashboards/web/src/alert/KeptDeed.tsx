import { useSignal } from '@preact/signals';
import { exactTime } from '../format/time';
import { campus, now } from '../live/stream';
import { t } from '../words/words';
import { perform } from './acts';
import { forget, refusals, type Kept } from './kept';
import { say } from './words';

interface Props {
  deed: Kept;
  /** Beside its alert nobody needs to be told which one it is. */
  named?: boolean;
  onDone?: () => void;
}

/** An act that the service has not taken: what, since when, and the two ways on. */
export function KeptDeed({ deed, named = false, onDone }: Props) {
  const busy = useSignal(false);
  const again = useSignal('');
  const zone = campus.value?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const what = say(`kept.${deed.act.kind}`);

  const send = async () => {
    busy.value = true;
    again.value = '';
    const outcome = await perform(deed);
    busy.value = false;
    again.value = outcome.state === 'kept' ? say('kept.still') : '';
    if (outcome.state === 'refused') {
      // It is kept no more, and so this goes away with it.
      refusals.value = [...refusals.value, { deed, why: outcome.why }];
    }
    onDone?.();
  };

  return (
    <div class="kept" role="status" data-testid={`kept-${deed.act.kind}-${deed.alert}`}>
      <p>
        <b>{say('kept.unsent', { what, time: exactTime(deed.at, now.value, zone) })}</b> {named && deed.what}
        <span class="muted"> {again.value || say('kept.why')}</span>
      </p>
      <div class="acts">
        <button type="button" class="primary" aria-disabled={busy.value} data-testid={`resend-${deed.alert}`} onClick={() => void send()}>
          {busy.value ? t('act.working') : say('kept.again', { what })}
        </button>
        <button type="button" onClick={() => forget(deed, deed.user)}>
          {say('kept.drop')}
        </button>
      </div>
    </div>
  );
}
