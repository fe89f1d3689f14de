import { describe, expect, it } from 'vitest';
import type { Bus } from '../api/types';
import { gateway } from '../situation/samples.test-data';
import { lang } from '../words/words';
import { gatewayNotes } from './gatewayNotes';

const SINCE = '2026-05-20T08:00:00+08:00';

function bus(name: string, away: boolean, states: Record<string, Bus['devices'][number]['state']>): Bus {
  return { name, load: 0.4, away, devices: Object.entries(states).map(([id, state]) => ({ id, state, since: SINCE })) };
}

const standing = { source: 'campus' as const, version: 7, trying: false, local: '3f2a', edited: false };

describe('what a gateway tells of itself', () => {
  it('is nothing when all is well', () => {
    expect(
      gatewayNotes(
        gateway({
          outbox: { batches: 0, bytes: 0, behind: false },
          outboxHours: 3,
          disk: { free: 50, total: 100 },
          board: 48.2,
          config: standing,
          buses: [bus('rs485-1', false, { cold1: 'online', cold2: 'failing' })],
        }),
      ),
    ).toEqual([]);
    expect(gatewayNotes(gateway())).toEqual([]);
  });

  it('names devices that are offline, and not those of a bus that is away', () => {
    lang.value = 'en';
    expect(
      gatewayNotes(
        gateway({ buses: [bus('rs485-1', false, { cold1: 'offline', cold2: 'online' }), bus('lan', true, { x: 'offline' })] }),
      ),
    ).toEqual(['Bus lan cannot be used', '1 device offline: cold1']);
    const dormitory = { a: 'offline', b: 'offline', c: 'offline', d: 'offline', e: 'offline', f: 'offline' } as const;
    expect(gatewayNotes(gateway({ buses: [bus('lan', false, dormitory)] }))).toEqual([
      '6 devices offline: a, b, c, d, e …',
    ]);
  });

  it('tells of room, disk and heat before they run out', () => {
    lang.value = 'zh-CN';
    expect(
      gatewayNotes(
        gateway({ outbox: { batches: 9, bytes: 9, behind: true }, outboxHours: 5.9, disk: { free: 4, total: 100 }, board: 81.6 }),
      ),
    ).toEqual(['缓存约 5 小时后存满', '磁盘仅剩 4 %', '主板温度 82 °C']);
  });

  it('tells of configurations that do not run, but not of one that a later one replaced', () => {
    lang.value = 'zh-CN';
    const refused = { version: 6, why: 'version 6:12: …' };
    expect(gatewayNotes(gateway({ config: { ...standing, refused } }))).toEqual([]);
    expect(gatewayNotes(gateway({ config: { ...standing, version: 5, refused } }))).toEqual([
      '配置第 6 版未启用：version 6:12: …',
    ]);
    expect(gatewayNotes(gateway({ config: { ...standing, edited: true, trying: true } }))).toEqual([
      '本地配置被手工改过，以本地为准',
      '正在试用配置第 7 版',
    ]);
  });

  it('is old news of a gateway that is lost', () => {
    expect(gatewayNotes(gateway({ state: 'lost', board: 99 }))).toEqual([]);
  });
});
