import type { Gateway, PointState } from '../api/types';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { bytes } from '../format/value';
import { named, t, wordOf } from '../words/words';
import { gatewayNotes } from './gatewayNotes';

const MARK: Readonly<Record<Gateway['state'], PointState>> = { online: 'normal', waiting: 'no-data', lost: 'warning' };

export function Gateways({ gateways }: { gateways: readonly Gateway[] }) {
  return (
    <section aria-labelledby="gateways-title">
      <h2 id="gateways-title">{t('gateways.title')}</h2>
      {gateways.length === 0 ? (
        <p class="muted">{t('gateways.none')}</p>
      ) : (
        <table class="card gateways">
          <thead>
            <tr>
              <th scope="col">{t('gateways.name')}</th>
              <th scope="col">{t('gateways.state')}</th>
              <th scope="col">{t('gateways.lastseen')}</th>
              <th scope="col">{t('gateways.outbox')}</th>
              <th scope="col">{t('gateways.clock')}</th>
            </tr>
          </thead>
          <tbody>
            {gateways.map((gateway) => (
              <Row key={gateway.id} gateway={gateway} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ gateway }: { gateway: Gateway }) {
  const notes = gatewayNotes(gateway);
  return (
    <tr data-testid={`gateway-${gateway.id}`} data-state={gateway.state}>
      <th scope="row">
        {named(gateway.name, gateway.nameEn)} <span class="muted">{gateway.id}</span>
        {!gateway.expected && <span class="tag">{t('areas.unexpected')}</span>}
      </th>
      <td>
        <StateMark state={MARK[gateway.state]} word={t(`gateways.${gateway.state}`)} />
        {gateway.goodbye && <span class="muted"> {t('gateways.goodbye')}</span>}
        {notes.length > 0 && (
          <ul class="notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </td>
      <td data-label={t('gateways.lastseen')}>
        {gateway.lastSeen ? <Age at={Date.parse(gateway.lastSeen)} /> : t('gateways.never')}
      </td>
      <td class="num" data-label={t('gateways.outbox')}>
        {backlog(gateway)}
      </td>
      <td data-label={t('gateways.clock')}>{gateway.clock ? wordOf('clock', gateway.clock) : t('clock.unknown')}</td>
    </tr>
  );
}

/** Of a gateway that is away nobody knows what has piled up: the zero it reported last would look clean. */
function backlog({ outbox, state }: Gateway): string {
  if (!outbox || state !== 'online') {
    return t('gateways.outbox.unknown');
  }
  // What is only on its way is no backlog.
  return !outbox.behind
    ? t('gateways.outbox.none')
    : t('gateways.outbox.some', { n: outbox.batches, size: bytes(outbox.bytes) });
}
