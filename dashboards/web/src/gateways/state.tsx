import type { PointState } from '../api/types';
import { StateMark } from '../frame/Icon';
import { bytes } from '../format/value';
import { clockTime, duration } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { t } from '../words/words';
import type { FullGateway } from './types';
import { say } from './words';

const MARK: Readonly<Record<FullGateway['state'], PointState>> = { online: 'normal', waiting: 'no-data', lost: 'warning' };
const DAY_HOURS = 48;

export function GatewayMark({ gateway }: { gateway: FullGateway }) {
  return <StateMark state={MARK[gateway.state]} word={t(`gateways.${gateway.state}`)} />;
}

/** Since when it is lost: from its last word on. Empty while it is online, or was never heard. */
export function lostSince(gateway: FullGateway): string {
  if (gateway.state !== 'lost' || !gateway.lastSeen) {
    return '';
  }
  const at = Date.parse(gateway.lastSeen);
  return say('since', {
    time: clockTime(at, serverNow.value, campus.value?.timezone ?? 'UTC'),
    duration: duration(serverNow.value - at),
  });
}

/** Of a gateway that is away nobody knows what has piled up: the zero it reported last would look clean. */
export function outboxText({ outbox, state }: FullGateway): string {
  if (!outbox || state !== 'online') {
    return say('outbox.unknown');
  }
  return outbox.behind ? say('outbox.some', { n: outbox.batches, size: bytes(outbox.bytes) }) : say('outbox.none');
}

export function lastsText({ outboxHours, state }: FullGateway): string {
  if (outboxHours === undefined || state !== 'online') {
    return '';
  }
  return outboxHours < DAY_HOURS
    ? say('outbox.lasts', { n: Math.floor(outboxHours) })
    : say('outbox.days', { n: Math.floor(outboxHours / 24) });
}

const GIB = 2 ** 30;

/** Disks are larger than what `bytes` was made for. */
export const diskText = (size: number) => (size < GIB ? bytes(size) : `${(size / GIB).toFixed(1)} GiB`);

export function busTexts({ buses = [] }: FullGateway): readonly string[] {
  return buses.map((bus) =>
    bus.away
      ? say('devices.away', { name: bus.name })
      : say('devices.of', {
          name: bus.name,
          load: Math.round(bus.load * 100),
          online: bus.devices.filter((d) => d.state === 'online').length,
          all: bus.devices.length,
        }),
  );
}
