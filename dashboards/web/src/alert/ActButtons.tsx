import { useSignal } from '@preact/signals';
import type { Alert } from '../api/types';
import { may } from '../session';
import { t } from '../words/words';
import { acknowledging, performAll, type Outcome } from './acts';
import type { Act } from './api';
import { HandleDialog } from './HandleDialog';
import { ownKept } from './KeptBar';
import { KeptDeed } from './KeptDeed';
import { say } from './words';

interface Props {
  /** What the buttons act on; one, or all of a group. */
  alerts: readonly Alert[];
  /** Said to screen readers, who hear the button without its row. */
  what: string;
  /** The acknowledgement has lapsed, so that it is offered again. */
  lapsed?: boolean;
  /** Called when something was done. */
  onDone?: () => void;
}

/** Acknowledging claims an alert, handling closes it. */
export function ActButtons({ alerts, what, lapsed = false, onDone }: Props) {
  const busy = useSignal(false);
  const failure = useSignal('');
  const asking = useSignal(false);
  if (!may('act')) {
    return null;
  }
  const unclaimed = lapsed ? alerts : alerts.filter((a) => !a.acknowledged);
  const [only] = alerts.length === 1 ? alerts : [];
  const waiting = ownKept.value.filter((k) => alerts.some((a) => a.id === k.alert));

  const run = async (targets: readonly Alert[], act: (alert: Alert) => Act) => {
    busy.value = true;
    failure.value = '';
    const outcome: Outcome = await performAll(targets.map((a) => ({ alert: a.id, what, act: act(a) })));
    busy.value = false;
    failure.value = outcome.state === 'refused' ? outcome.why : '';
    if (outcome.state !== 'refused') {
      asking.value = false;
    }
    onDone?.();
  };

  return (
    <div class="acts">
      {waiting.map((deed) => (
        <KeptDeed key={`${deed.act.kind} ${deed.alert}`} deed={deed} {...(onDone && { onDone })} />
      ))}
      {failure.value && !asking.value && (
        <p class="failure" role="alert">
          {failure.value}
        </p>
      )}
      {unclaimed.length > 0 && !waiting.some((k) => k.act.kind === 'acknowledge') && (
        <button
          type="button"
          class="primary"
          aria-disabled={busy.value}
          aria-label={t(alerts.length > 1 ? 'alert.acknowledge.all.label' : 'alert.acknowledge.label', { what })}
          data-testid={only && `ack-${only.id}`}
          onClick={() => void run(unclaimed, acknowledging)}
        >
          {busy.value ? t('act.working') : lapsed ? say('acknowledge.again') : alerts.length > 1 ? t('alert.acknowledge.all') : t('alert.acknowledge')}
        </button>
      )}
      {!waiting.some((k) => k.act.kind === 'close') && (
        <button
          type="button"
          aria-label={t('alert.handle.label', { what })}
          data-testid={only && `handle-${only.id}`}
          onClick={() => (asking.value = true)}
        >
          {t('alert.handle')}
        </button>
      )}
      {asking.value && (
        <HandleDialog
          what={what}
          busy={busy.value}
          failure={failure.value}
          onSubmit={(note) => void run(alerts, () => ({ kind: 'close', note }))}
          onCancel={() => (asking.value = false)}
        />
      )}
    </div>
  );
}
