import { useSignal } from '@preact/signals';
import type { AlertStory } from '../api/types';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { t } from '../words/words';
import { nameOf, perform } from './acts';
import type { Act } from './api';
import { ShelveDialog } from './ShelveDialog';
import { say } from './words';

/** Out of sight for a while, and back. */
export function Shelving({ story, what, onDone }: { story: AlertStory; what: string; onDone: () => void }) {
  const asking = useSignal(false);
  const busy = useSignal(false);
  const failure = useSignal('');
  const now = serverNow.value;
  const shelved = story.shelved && Date.parse(story.shelved.until) > now ? story.shelved : undefined;
  if (story.state !== 'active' || story.kind === 'drill') {
    return null;
  }
  const run = async (act: Act) => {
    busy.value = true;
    const outcome = await perform({ alert: story.id, what, act });
    busy.value = false;
    failure.value = outcome.state === 'refused' ? outcome.why : '';
    if (outcome.state !== 'refused') {
      asking.value = false;
    }
    onDone();
  };
  const until = shelved && clockTime(Date.parse(shelved.until), now, campus.value?.timezone ?? 'UTC');
  return (
    <>
      {shelved && until && <p data-testid="shelved">{say('shelve.is', { by: nameOf(story, shelved.by), until, reason: shelved.reason })}</p>}
      {may('act') &&
        (shelved ? (
          <button type="button" aria-disabled={busy.value} data-testid="unshelve" onClick={() => void run({ kind: 'unshelve' })}>
            {busy.value ? t('act.working') : say('unshelve')}
          </button>
        ) : (
          <button type="button" data-testid="shelve" onClick={() => (asking.value = true)}>
            {say('shelve')}
          </button>
        ))}
      {failure.value && !asking.value && (
        <p class="failure" role="alert">
          {failure.value}
        </p>
      )}
      {asking.value && (
        <ShelveDialog
          what={what}
          busy={busy.value}
          failure={failure.value}
          onSubmit={(reason, end) => void run({ kind: 'shelve', reason, until: end })}
          onCancel={() => (asking.value = false)}
        />
      )}
    </>
  );
}
