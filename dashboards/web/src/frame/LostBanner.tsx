import { lost, lostSeconds } from '../live/stream';
import { t } from '../words/words';

/** The seconds run for the eye only; a screen reader hears once that the line is lost. */
export function LostBanner() {
  return (
    <div role="alert">
      {lost.value && (
        <div class="lost" data-testid="stream-lost">
          <span class="unseen">{t('lost.announce')}</span>
          <strong class="num" aria-hidden="true">
            <Seconds />
          </strong>
          <span>{t('lost.retry')}</span>
        </div>
      )}
    </div>
  );
}

function Seconds() {
  return <>{t('lost.banner', { n: lostSeconds.value })}</>;
}
