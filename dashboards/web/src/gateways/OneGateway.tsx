import { campus } from '../live/stream';
import { may } from '../session';
import { named } from '../words/words';
import { Buses } from './Buses';
import { Facts } from './Facts';
import { Letters } from './Letters';
import { PointRows } from './PointRows';
import { Credentials } from './Credentials';
import { GatewayMark, lostSince } from './state';
import { Streams } from './Streams';
import { Troubles } from './Troubles';
import type { FullGateway } from './types';
import { say } from './words';

interface Props {
  id: string;
  /** Missing when nobody heard or expects it. */
  gateway: FullGateway | undefined;
  /** For one that is new. */
  site: string;
}

export function OneGateway({ id, gateway, site }: Props) {
  return (
    <>
      <p>
        <a class="back" href="#/gateways">
          ← {say('back')}
        </a>
      </p>
      {gateway ? <Known gateway={gateway} /> : <Unknown id={id} site={site} />}
    </>
  );
}

function Known({ gateway }: { gateway: FullGateway }) {
  const name = named(gateway.name, gateway.nameEn);
  const site = campus.value?.sites.find((s) => s.id === gateway.site);
  return (
    <>
      <section class="gw-hero" data-testid="gateway" data-state={gateway.state}>
        <h1>{name}</h1>
        <p>
          <GatewayMark gateway={gateway} /> {lostSince(gateway)}
        </p>
        <p class="muted">
          {site ? named(site.name, site.nameEn) : gateway.site} · {gateway.id}
          {!gateway.expected && <span class="tag">{say('unexpected')}</span>}
        </p>
      </section>
      <Troubles gateway={gateway} />
      <Facts gateway={gateway} />
      <Buses gateway={gateway} />
      <PointRows gateway={gateway.id} />
      <Streams gateway={gateway.id} />
      {may('tend') && <Credentials gateway={gateway.id} site={gateway.site} />}
      <Letters gateway={gateway.id} choose={[]} />
    </>
  );
}

/** It gets its credentials before it can be heard. */
function Unknown({ id, site }: { id: string; site: string }) {
  const known = campus.value?.sites.some((s) => s.id === site);
  return (
    <>
      <section class="gw-hero" data-testid="gateway" data-state="unknown">
        <h1>{id}</h1>
        <p>{known ? say('unknownGateway', { id }) : say('noSite')}</p>
      </section>
      {known && may('tend') && <Credentials gateway={id} site={site} />}
    </>
  );
}
