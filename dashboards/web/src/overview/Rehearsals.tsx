import { Icon } from '../frame/Icon';
import { placeText } from '../format/place';
import type { Campus } from '../live/model';
import { t, wordOf } from '../words/words';

/** The test of alerting that failed, and drills that run: labelled, and beside all counts. */
export function Rehearsals({ campus }: { campus: Campus }) {
  const stage = campus.canary?.last?.stage;
  if (!stage && campus.drills.length === 0) {
    return null;
  }
  return (
    <ul class="troubles" data-testid="rehearsals">
      {stage && (
        <li class="card is-warning">
          <Icon state="warning" />
          <span>{t('canary.failed', { stage: wordOf('canary.stage', stage) })}</span>
        </li>
      )}
      {campus.drills.map((drill) => (
        <li key={drill.id} class="card is-drill">
          <Icon state="info" />
          <span>
            {t('drill.running', { place: placeText(campus, drill.site, drill.area), by: drill.by })}
            {drill.acknowledged && t('drill.acknowledged', { by: drill.acknowledged.by, n: Math.round(drill.acknowledged.afterMs / 1000) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
