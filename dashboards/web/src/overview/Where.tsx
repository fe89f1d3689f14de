import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/http';
import type { FloorPlan } from '../plan/types';
import { may } from '../session';
import { t } from '../words/words';
import { Areas, OpenAll } from './Areas';

/** Null until they were read once. */
export const floorPlans = signal<readonly FloorPlan[] | null>(null);
const view = signal<'list' | 'plan'>('list');

/** Areas as tiles, and as a floor plan where somebody has drawn one; who may draw one is shown the way. */
export function Where() {
  useEffect(() => {
    void ask<{ floorPlans: FloorPlan[] }>('GET', '/api/v1/floor-plans').then((answer) => {
      if (answer.ok) {
        floorPlans.value = answer.value.floorPlans;
      }
    });
  }, []);
  const plans = floorPlans.value;
  const choice = plans !== null && (plans.length > 0 || may('tend'));
  const onPlan = choice && view.value === 'plan';
  return (
    <section aria-labelledby="areas-title" class="where">
      <div class="head">
        <h2 id="areas-title">{t('areas.title')}</h2>
        <div class="ways">
          {!onPlan && <OpenAll />}
          {choice && (
            <div class="choice" role="group" aria-label={t('areas.view')}>
              {(['list', 'plan'] as const).map((way) => (
                <button
                  key={way}
                  type="button"
                  aria-pressed={view.value === way}
                  data-testid={`view-${way}`}
                  onClick={() => (view.value = way)}
                >
                  {t(`areas.${way}`)}
                </button>
              ))}
            </div>
          )}
        </div>
      </div>
      {onPlan ? <Plan /> : <Areas />}
    </section>
  );
}

/** Fetched by who wants it. */
function Plan() {
  const [Found, setFound] = useState<ComponentType | null>();
  const fetch = () => {
    setFound(undefined);
    import('../plan/PlanView').then(
      (module) => setFound(() => module.PlanView),
      () => setFound(null),
    );
  };
  useEffect(fetch, []);
  if (Found) {
    return <Found />;
  }
  return Found === null ? (
    <div role="alert">
      <p>{t('app.notfetched')}</p>
      <button type="button" class="primary" onClick={fetch}>
        {t('app.again')}
      </button>
    </div>
  ) : (
    <p class="muted">{t('app.loading')}</p>
  );
}
