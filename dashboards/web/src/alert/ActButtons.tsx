import { useSignal } from '@preact/signals';
import type { Alert } from '../api/types';
import { t } from '../words/words';
import { acknowledgeAll, handleAll, type Outcome } from './acts';
import { HandleDialog } from './HandleDialog';

interface Props {
  /** What the buttons act on; one, or all of a group. */
  alerts: readonly Alert[];
  /** Said to screen readers, who hear the button without its row. */
  what: string;
  /** Called when something was done. */
  onDone?: () => void;
}

/** Acknowledging claims an alert, handling closes it. */
export function ActButtons({ alerts, what, onDone }: Props) {
  const busy = useSignal(false);
  const failure = useSignal<Outcome>('');
  const asking = useSignal(false);
  const unclaimed = alerts.filter((a) => !a.acknowledged);
  const [only] = alerts.length === 1 ? alerts : [];

  const run = async (act: () => Promise<Outcome>) => {
    busy.value = true;
    failure.value = '';
    failure.value = await act();
    busy.value = false;
    if (!failure.value) {
      asking.value = false;
    }
    onDone?.();
  };

  return (
    <div class="acts">
      {unclaimed.length > 0 && (
        <button
          type="button"
          class="primary"
          disabled={busy.value}
          aria-label={t(alerts.length > 1 ? 'alert.acknowledge.all.label' : 'alert.acknowledge.label', { what })}
          data-testid={only && `ack-${only.id}`}
          onClick={() => void run(() => acknowledgeAll(alerts))}
        >
          {alerts.length > 1 ? t('alert.acknowledge.all') : t('alert.acknowledge')}
        </button>
      )}
      <button
        type="button"
        disabled={busy.value}
        aria-label={t('alert.handle.label', { what })}
        data-testid={only && `handle-${only.id}`}
        onClick={() => (asking.value = true)}
      >
        {t('alert.handle')}
      </button>
      {failure.value && !asking.value && (
        <p class="failure" role="alert">
          {failure.value}
        </p>
      )}
      {asking.value && (
        <HandleDialog
          what={what}
          busy={busy.value}
          failure={failure.value}
          onSubmit={(note) => void run(() => handleAll(alerts, note))}
          onCancel={() => (asking.value = false)}
        />
      )}
    </div>
  );
}
