import type { PointState } from '../api/types';
import { StateMark } from '../frame/Icon';
import { duration } from '../format/time';
import { serverNow } from '../live/stream';
import type { Device, FullGateway } from './types';
import { say, sayOf } from './words';

const MARK: Readonly<Record<Device['state'], PointState>> = { online: 'normal', failing: 'warning', offline: 'no-data', unknown: 'no-data' };
const FAILED = ['timeouts', 'damaged', 'exceptions', 'faults'];

/** Devices by bus, as the gateway told of them last. */
export function Buses({ gateway }: { gateway: FullGateway }) {
  const buses = gateway.buses ?? [];
  if (buses.length === 0) {
    return null;
  }
  const stale = gateway.state !== 'online';
  return (
    <section aria-labelledby="gw-buses" class={stale ? 'gw-stale' : ''}>
      <h2 id="gw-buses">{say('buses')}</h2>
      {stale && <p class="muted">{say('stale')}</p>}
      {buses.map((bus) => (
        <table key={bus.name} class="card gw-table gw-devices">
          <caption>
            <strong>{bus.name}</strong>{' '}
            {bus.away ? (
              <StateMark state="warning" word={say('bus.away')} />
            ) : (
              <span class="muted">
                <meter class="load" min={0} max={1} high={0.9} value={bus.load} aria-label={say('bus.load', { n: Math.round(bus.load * 100) })} />{' '}
                {say('bus.load', { n: Math.round(bus.load * 100) })}
              </span>
            )}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('dev.device')}</th>
              <th scope="col">{say('dev.state')}</th>
              <th scope="col">{say('dev.since')}</th>
              <th scope="col">{say('dev.polls')}</th>
              <th scope="col">{say('dev.answered')}</th>
              <th scope="col">{say('dev.failed')}</th>
            </tr>
          </thead>
          <tbody>
            {(bus.devices as readonly Device[]).map((device) => (
              <DeviceRow key={device.id} device={device} stale={stale} />
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function DeviceRow({ device, stale }: { device: Device; stale: boolean }) {
  const count = (name: string) => device.counts?.[name] ?? 0;
  const failed = FAILED.reduce((sum, name) => sum + count(name), 0);
  return (
    <tr data-state={device.state}>
      <th scope="row">{device.id}</th>
      <td>
        {stale ? (
          <span class="muted">{sayOf('dev', device.state, 'dev.unknown')}</span>
        ) : (
          <StateMark state={MARK[device.state]} word={sayOf('dev', device.state, 'dev.unknown')} />
        )}
      </td>
      <td data-label={say('dev.since')}>{stale ? '—' : duration(serverNow.value - Date.parse(device.since))}</td>
      <td class="num" data-label={say('dev.polls')}>
        {count('polls') || '—'}
      </td>
      <td class="num" data-label={say('dev.answered')}>
        {count('answered') + count('said') || '—'}
      </td>
      <td class="num" data-label={say('dev.failed')}>
        {failed}
      </td>
    </tr>
  );
}
