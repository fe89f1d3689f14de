import type { Bus } from '../api/types';
import type { Key } from './words';
import type { FullGateway } from './types';

const NAMES_SHOWN = 5;
const FULL_SOON_HOURS = 24;
const DISK_LOW = 0.05;
/** From 80 °C on a Raspberry Pi slows down. */
const BOARD_HOT = 75;
/** A bus that is busier can't keep its periods when one device stops to answer. */
const BUS_BUSY = 0.9;

/** Something that somebody should look at, and what to do about it; both are sentences of `words.ts`. */
export interface Trouble {
  what: Key;
  act: Key;
  fillings: Readonly<Record<string, string | number>>;
  /** To be run on the gateway, or on the machine of the service. */
  command?: string;
}

/** Worst first; empty when all is well. Pure. */
export function troublesOf(gateway: FullGateway): readonly Trouble[] {
  const found = gateway.state === 'online' ? [...lines(gateway), ...machine(gateway), ...configuration(gateway)] : [];
  return [...away(gateway), ...found, ...losses(gateway), ...registration(gateway)];
}

function away({ state, why }: FullGateway): Trouble[] {
  if (state === 'online' || why === '') {
    return [];
  }
  const agent = 'systemctl status campus-sentry-edge; journalctl -u campus-sentry-edge -n 50';
  return [
    {
      what: `why.${why}`,
      act: `do.${why}`,
      fillings: {},
      ...(why === 'broker' ? {} : { command: agent }),
    },
  ];
}

function lines({ buses = [] }: FullGateway): Trouble[] {
  const found: Trouble[] = [];
  for (const bus of buses) {
    if (bus.away) {
      found.push({ what: 'what.away', act: 'do.away', fillings: { bus: bus.name }, command: 'ls -l /dev/serial/by-id/' });
      continue;
    }
    found.push(...silent(bus));
    if (bus.load > BUS_BUSY) {
      found.push({ what: 'what.busy', act: 'do.busy', fillings: { bus: bus.name, n: Math.round(bus.load * 100) } });
    }
  }
  return found;
}

/** One that is silent is its own matter; when all are, it is their line. */
function silent(bus: Bus): Trouble[] {
  const names = bus.devices.filter((d) => d.state === 'offline').map((d) => d.id);
  const [first] = names;
  if (!first) {
    return [];
  }
  const command = `edge-agent probe --config /etc/campus-sentry/edge-agent.yaml ${first}`;
  const all = names.length > 1 && names.length === bus.devices.length;
  const fillings = { bus: bus.name, n: names.length, devices: listed(names) };
  return [all ? { what: 'what.line', act: 'do.line', fillings, command } : { what: 'what.offline', act: 'do.offline', fillings, command }];
}

function listed(names: readonly string[]): string {
  return names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ' …' : '');
}

function machine({ outbox, outboxHours, disk, board, clock }: FullGateway): Trouble[] {
  const found: Trouble[] = [];
  if (outbox?.behind) {
    const soon = outboxHours !== undefined && outboxHours < FULL_SOON_HOURS;
    found.push(
      soon
        ? { what: 'what.full', act: 'do.full', fillings: { n: Math.floor(outboxHours), batches: outbox.batches } }
        : { what: 'what.behind', act: 'do.behind', fillings: { batches: outbox.batches } },
    );
  }
  if (disk && disk.free < disk.total * DISK_LOW) {
    found.push({ what: 'what.disk', act: 'do.disk', fillings: { n: Math.floor((disk.free / disk.total) * 100) }, command: 'df -h; journalctl --disk-usage' });
  }
  if (board !== undefined && board >= BOARD_HOT) {
    found.push({ what: 'what.hot', act: 'do.hot', fillings: { n: Math.round(board) } });
  }
  if (clock === 'unsure') {
    found.push({ what: 'what.unsure', act: 'do.unsure', fillings: {} });
  }
  return found;
}

function configuration({ config }: FullGateway): Trouble[] {
  const found: Trouble[] = [];
  if (config?.edited) {
    found.push({ what: 'what.edited', act: 'do.edited', fillings: { print: config.local } });
  }
  const refused = config?.refused;
  if (config && refused && (refused.version === 0 || refused.version > (config.version ?? 0))) {
    found.push(
      refused.version === 0
        ? { what: 'what.untrusted', act: 'do.untrusted', fillings: { why: refused.why } }
        : { what: 'what.refused', act: 'do.refused', fillings: { version: refused.version, why: refused.why } },
    );
  }
  return found;
}

function losses({ droppedBatches, missingBatches }: FullGateway): Trouble[] {
  const found: Trouble[] = [];
  if (droppedBatches > 0) {
    found.push({ what: 'what.dropped', act: 'do.dropped', fillings: { n: droppedBatches } });
  }
  if (missingBatches > 0) {
    found.push({ what: 'what.missing', act: 'do.missing', fillings: { n: missingBatches } });
  }
  return found;
}

function registration({ expected, id, site }: FullGateway): Trouble[] {
  return expected ? [] : [{ what: 'what.unexpected', act: 'do.unexpected', fillings: {}, command: `${id}: {site: ${site}}` }];
}
