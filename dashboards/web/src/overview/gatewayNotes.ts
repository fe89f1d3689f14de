import type { Gateway } from '../api/types';
import { t } from '../words/words';

const NAMES_SHOWN = 5;
const FULL_SOON_HOURS = 24;
const DISK_LOW = 0.05;
/** From 80 °C on a Raspberry Pi slows down. */
const BOARD_HOT = 75;

/** What a gateway tells of itself that somebody should look at; nothing when all is well. */
export function gatewayNotes(gateway: Gateway): readonly string[] {
  if (gateway.state !== 'online') {
    return [];
  }
  return [...lines(gateway), ...machine(gateway), ...configuration(gateway)];
}

function lines({ buses = [] }: Gateway): string[] {
  const away = buses.filter((bus) => bus.away).map((bus) => bus.name);
  const offline = buses
    .filter((bus) => !bus.away)
    .flatMap((bus) => bus.devices)
    .filter((device) => device.state === 'offline')
    .map((device) => device.id);
  return [
    ...(away.length > 0 ? [t('gateways.note.away', { names: listed(away) })] : []),
    ...(offline.length > 0 ? [t('gateways.note.offline', { n: offline.length, names: listed(offline) })] : []),
  ];
}

function listed(names: readonly string[]): string {
  return names.slice(0, NAMES_SHOWN).join(t('join.list')) + (names.length > NAMES_SHOWN ? ' …' : '');
}

function machine({ outbox, outboxHours, disk, board }: Gateway): string[] {
  const notes = [];
  if (outbox && outbox.batches > 0 && outboxHours !== undefined && outboxHours < FULL_SOON_HOURS) {
    notes.push(t('gateways.note.full', { n: Math.floor(outboxHours) }));
  }
  if (disk && disk.free < disk.total * DISK_LOW) {
    notes.push(t('gateways.note.disk', { n: Math.floor((disk.free / disk.total) * 100) }));
  }
  if (board !== undefined && board >= BOARD_HOT) {
    notes.push(t('gateways.note.hot', { n: Math.round(board) }));
  }
  return notes;
}

function configuration({ config }: Gateway): string[] {
  if (!config) {
    return [];
  }
  const notes = [];
  if (config.edited) {
    notes.push(t('gateways.note.edited'));
  }
  if (config.trying && config.version !== undefined) {
    notes.push(t('gateways.note.trying', { version: config.version }));
  }
  const refused = config.refused;
  if (refused && (refused.version === 0 || refused.version > (config.version ?? 0))) {
    notes.push(
      refused.version === 0
        ? t('gateways.note.untrusted', { why: refused.why })
        : t('gateways.note.refused', { version: refused.version, why: refused.why }),
    );
  }
  return notes;
}
