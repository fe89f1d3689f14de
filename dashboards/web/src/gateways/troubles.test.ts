import { describe, expect, it } from 'vitest';
import { troublesOf } from './troubles';
import type { FullGateway } from './types';

const quiet: FullGateway = {
  id: 'gw-1',
  site: 'main',
  name: '网关',
  nameEn: 'Gateway',
  expected: true,
  state: 'online',
  why: '',
  droppedBatches: 0,
  missingBatches: 0,
  clock: 'synced',
  outbox: { batches: 2, bytes: 900, behind: false },
  outboxHours: 300,
  disk: { free: 50, total: 100 },
  board: 48,
  buses: [{ name: 'rs485-1', load: 0.3, away: false, devices: [{ id: 'cold1', state: 'online', since: '2026-11-28T10:00:00+08:00' }] }],
};
const whats = (gateway: FullGateway) => troublesOf(gateway).map((t) => t.what);

describe('what is wrong with a gateway', () => {
  it('is nothing when all is well', () => {
    expect(troublesOf(quiet)).toEqual([]);
  });

  it.each([
    [{ state: 'lost', why: 'silent' }, 'why.silent'],
    [{ state: 'lost', why: 'goodbye' }, 'why.goodbye'],
    [{ state: 'lost', why: 'broker' }, 'why.broker'],
    [{ state: 'waiting', why: 'never' }, 'why.never'],
    [{ outbox: { batches: 40, bytes: 1, behind: true } }, 'what.behind'],
    [{ outbox: { batches: 40, bytes: 1, behind: true }, outboxHours: 3 }, 'what.full'],
    [{ disk: { free: 4, total: 100 } }, 'what.disk'],
    [{ board: 75 }, 'what.hot'],
    [{ clock: 'unsure' }, 'what.unsure'],
    [{ droppedBatches: 3 }, 'what.dropped'],
    [{ missingBatches: 3 }, 'what.missing'],
    [{ expected: false }, 'what.unexpected'],
    [{ config: { source: 'local', trying: false, local: 'f', edited: true } }, 'what.edited'],
    [{ config: { source: 'campus', version: 3, trying: false, local: 'f', edited: false, refused: { version: 4, why: 'x' } } }, 'what.refused'],
    [{ config: { source: 'local', trying: false, local: 'f', edited: false, refused: { version: 0, why: 'x' } } }, 'what.untrusted'],
  ] as [Partial<FullGateway>, string][])('%j is %s', (change, what) => {
    expect(whats({ ...quiet, ...change })).toEqual([what]);
  });

  it('says nothing of buses that a lost gateway told of before', () => {
    const buses = [{ name: 'rs485-1', load: 0.3, away: true, devices: [] }];
    expect(whats({ ...quiet, state: 'lost', why: 'silent', buses })).toEqual(['why.silent']);
    expect(whats({ ...quiet, buses })).toEqual(['what.away']);
  });

  it('forgets a refusal once a later version runs', () => {
    const config = { source: 'campus', version: 5, trying: false, local: 'f', edited: false, refused: { version: 4, why: 'x' } } as const;
    expect(whats({ ...quiet, config })).toEqual([]);
  });

  it('suspects the line when none of its devices answers', () => {
    const devices = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, state: 'offline', since: '' }) as const);
    const found = troublesOf({ ...quiet, buses: [{ name: 'rs485-1', load: 0.4, away: false, devices }] });
    expect(found.map((t) => t.what)).toEqual(['what.line']);
    expect(found[0]?.fillings).toEqual({ devices: 'a, b, c, d, e …', n: 6, bus: 'rs485-1' });
  });

  it('names each device that does not answer, and a bus with no room', () => {
    const devices = [
      { id: 'cold1', state: 'offline', since: '' },
      { id: 'cold2', state: 'failing', since: '' },
    ] as const;
    const found = troublesOf({ ...quiet, buses: [{ name: 'rs485-1', load: 0.95, away: false, devices }] });
    expect(found.map((t) => t.fillings)).toEqual([
      { devices: 'cold1', n: 1, bus: 'rs485-1' },
      { bus: 'rs485-1', n: 95 },
    ]);
  });
});
