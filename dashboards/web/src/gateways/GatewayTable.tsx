import { Age } from '../frame/Age';
import { named } from '../words/words';
import { busTexts, GatewayMark, lastsText, lostSince, outboxText } from './state';
import { troublesOf } from './troubles';
import type { FullGateway } from './types';
import { say } from './words';

export const gatewayLink = (id: string) => `#/gateways/${encodeURIComponent(id)}`;

/** All gateways, those with something wrong first. */
export function GatewayTable({ gateways }: { gateways: readonly FullGateway[] }) {
  const worst = (g: FullGateway) => (g.state === 'lost' ? 0 : g.state === 'waiting' ? 1 : troublesOf(g).length > 0 ? 2 : 3);
  return (
    <table class="card gw-table">
      <thead>
        <tr>
          <th scope="col">{say('col.gateway')}</th>
          <th scope="col">{say('col.state')}</th>
          <th scope="col">{say('col.seen')}</th>
          <th scope="col">{say('col.outbox')}</th>
          <th scope="col">{say('col.buses')}</th>
          <th scope="col">{say('col.agent')}</th>
        </tr>
      </thead>
      <tbody>
        {[...gateways]
          .sort((a, b) => worst(a) - worst(b))
          .map((gateway) => (
            <Row key={gateway.id} gateway={gateway} />
          ))}
      </tbody>
    </table>
  );
}

function Row({ gateway }: { gateway: FullGateway }) {
  const name = named(gateway.name, gateway.nameEn);
  const buses = busTexts(gateway);
  return (
    <tr data-testid={`row-${gateway.id}`} data-state={gateway.state}>
      <th scope="row">
        <a href={gatewayLink(gateway.id)} aria-label={say('seeOne', { name })}>
          {name}
        </a>{' '}
        {name !== gateway.id && <span class="muted">{gateway.id}</span>}
        {!gateway.expected && <span class="tag">{say('unexpected')}</span>}
      </th>
      <td>
        <GatewayMark gateway={gateway} /> {lostSince(gateway) && <span class="muted">{lostSince(gateway)}</span>}
        <ul class="notes">
          {troublesOf(gateway).map((trouble) => (
            <li key={trouble.what + JSON.stringify(trouble.fillings)}>{say(trouble.what, trouble.fillings)}</li>
          ))}
        </ul>
      </td>
      <td data-label={say('col.seen')}>{gateway.lastSeen ? <Age at={Date.parse(gateway.lastSeen)} /> : say('never')}</td>
      <td data-label={say('col.outbox')}>
        {outboxText(gateway)}
        <span class="muted below">{lastsText(gateway)}</span>
      </td>
      <td data-label={say('col.buses')}>
        {buses.length === 0 && <span class="muted">{say('devices.none')}</span>}
        {buses.length > 0 && gateway.state !== 'online' && <span class="muted below">{say('devices.before')}</span>}
        {buses.map((text) => (
          <span key={text} class={gateway.state === 'online' ? 'below' : 'below muted'}>
            {text}
          </span>
        ))}
      </td>
      <td data-label={say('col.agent')} class="num">
        {gateway.agent || '—'}
      </td>
    </tr>
  );
}
