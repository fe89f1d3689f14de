import type { Alert } from '../api/types';
import { gatewayText, ownerText, placeText } from '../format/place';
import { campus } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { pointLink } from '../route';
import { named, t } from '../words/words';
import { steps } from './steps';
import { say } from './words';

/** Kinds that are about more than a point. */
const WIDER: readonly Alert['kind'][] = ['gateway', 'broker', 'coverage'];

/** What to do, and where the plan for it is. */
export function Advice({ alert }: { alert: Alert }) {
  const advice = steps(named(alert.do, alert.doEn));
  // A link that came from a file is followed only where it leads to a page.
  const plan = /^https?:/.test(alert.link ?? '') ? alert.link : undefined;
  return (
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
      {plan && (
        <p>
          <a href={plan} target="_blank" rel="noreferrer">
            {say('facts.plan')}
          </a>
        </p>
      )}
    </section>
  );
}

/** Where it is, who is in charge, and which rule found it. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const known = campus.value;
  return (
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
        {alert.kind !== 'broker' && alert.kind !== 'disinfection' && alert.kind !== 'stock' && (
          <>
            <dt>{t(alert.kind === 'gateway' ? 'gateways.name' : 'page.point')}</dt>
            <dd>
              <span class="code">{alert.point}</span>{' '}
              {!WIDER.includes(alert.kind) && <a href={pointLink(alert.point)}>{say('facts.point')}</a>}
            </dd>
          </>
        )}
        <dt>{t('page.rule')}</dt>
        <dd>
          {alert.name ? (
            <>
              {alertName(alert)} <span class="code muted">{alert.rule}</span>
            </>
          ) : (
            say('facts.rule.gone', { id: alert.rule })
          )}
        </dd>
        {alert.count > 1 && (
          <>
            <dt>{say('facts.count')}</dt>
            <dd>{say('facts.count.n', { n: alert.count })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
