import type { Alert } from '../api/types';
import { gatewayText, ownerText, placeText } from '../format/place';
import { campus } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { named, t } from '../words/words';
import { steps } from './steps';

/** What to do, then where it is and who is in charge. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const known = campus.value;
  const advice = steps(named(alert.do, alert.doEn));
  return (
    <>
      <section class="card part" aria-labelledby="do-title">
        <h2 id="do-title">{t('page.do')}</h2>
        {advice.length === 0 && <p>{t(alert.kind === 'drill' ? 'page.do.drill' : 'page.do.none')}</p>}
        {advice.length === 1 && <p>{advice[0]}</p>}
        {advice.length > 1 && (
          <ol>
            {advice.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
      </section>
      <section class="card part">
        <dl>
          <dt>{t('page.place')}</dt>
          <dd>{alert.kind === 'gateway' ? gatewayText(known, alert.point) : placeText(known, alert.site, alert.area)}</dd>
          {alert.kind !== 'gateway' && alert.kind !== 'broker' && (
            <>
              <dt>{t('page.owner')}</dt>
              <dd>{ownerText(known, alert.site, alert.area)}</dd>
            </>
          )}
          {alert.kind !== 'broker' && alert.kind !== 'disinfection' && (
            <>
              <dt>{t(alert.kind === 'gateway' ? 'gateways.name' : 'page.point')}</dt>
              <dd class="code">{alert.point}</dd>
            </>
          )}
          <dt>{t('page.rule')}</dt>
          <dd>
            {alertName(alert)} <span class="code muted">{alert.rule}</span>
          </dd>
        </dl>
      </section>
    </>
  );
}
