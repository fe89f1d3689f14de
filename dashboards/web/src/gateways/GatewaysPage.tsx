import type { Route } from '../route';
import { campus } from '../live/stream';
import { may } from '../session';
import { GatewayTable } from './GatewayTable';
import './gateways.css';
import { Letters } from './Letters';
import { NewGateway } from './NewGateway';
import { OneGateway } from './OneGateway';
import { troublesOf } from './troubles';
import type { FullGateway } from './types';
import { say } from './words';

/** `#/gateways`, and `#/gateways/{id}` of one. */
export function GatewaysPage({ at }: { at: Route }) {
  const known = (campus.value?.gateways ?? []) as readonly FullGateway[];
  if (at.id) {
    return <OneGateway key={at.id} id={at.id} gateway={known.find((g) => g.id === at.id)} site={at.query.get('site') ?? ''} />;
  }
  return (
    <>
      <section class="verdict" aria-labelledby="gw-title">
        <h1 id="gw-title" data-testid="gateways-verdict">
          {verdict(known)}
        </h1>
      </section>
      {known.length > 0 && (
        <section aria-label={say('title')}>
          <GatewayTable gateways={known} />
        </section>
      )}
      {may('tend') && <NewGateway />}
      <Letters gateway="" choose={known} />
    </>
  );
}

function verdict(gateways: readonly FullGateway[]): string {
  if (gateways.length === 0) {
    return say('verdict.none');
  }
  const lost = gateways.filter((g) => g.state === 'lost').length;
  const waiting = gateways.filter((g) => g.state === 'waiting').length;
  const care = gateways.filter((g) => g.state === 'online' && troublesOf(g).length > 0).length;
  if (lost + waiting + care === 0) {
    return say('verdict.quiet', { n: gateways.length });
  }
  const rest = gateways.length - lost - waiting - care;
  return [
    lost > 0 && say('verdict.lost', { n: lost }),
    waiting > 0 && say('verdict.waiting', { n: waiting }),
    care > 0 && say('verdict.care', { n: care }),
    rest > 0 && say('verdict.rest', { n: rest }),
  ]
    .filter(Boolean)
    .join(say('join'));
}
