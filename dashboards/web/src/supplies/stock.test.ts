import { afterEach, describe, expect, it } from 'vitest';
import { lang } from '../words/words';
import { amount, barOf, daysText, headline, worstFirst } from './stock';
import type { Item } from './types';

const without = <K extends keyof Item>(of: Item, key: K): Item => {
  const { [key]: _gone, ...rest } = of;
  return rest as Item;
};

afterEach(() => {
  lang.value = 'zh-CN';
});

const item = (more: Partial<Item>): Item => ({
  id: 'masks',
  site: 'main',
  name: '口罩',
  nameEn: 'Masks',
  unit: '只',
  unitEn: 'pcs',
  minimum: 100,
  state: 'enough',
  forecast: 'known',
  stock: 300,
  days: 12.7,
  on: true,
  origin: 'campus',
  inFile: true,
  fileEdited: false,
  version: 0,
  keys: { id: 'masks' },
  ...more,
});

describe('supplies', () => {
  it('say first what is wrong', () => {
    const uncounted = without(item({ id: 'c', state: 'unknown' }), 'stock');
    const ended = item({ id: 'e', on: false, state: 'out' });
    const all = [item({}), ended, uncounted, item({ id: 'l', state: 'low' }), item({ id: 'o', state: 'out' })];
    expect(worstFirst(all).map((i) => i.id)).toEqual(['o', 'l', 'c', 'masks', 'e']);
    expect(headline(all)).toBe('2 项物资不足，1 项尚未盘点');
    expect(headline([item({})])).toBe('物资充足');
    expect(headline([item({}), item({ state: 'unknown' })])).toBe('1 项尚未盘点，库存未知');
    expect(headline([item({ expired: true })])).toBe('物资充足，1 项已过期');
    expect(headline([ended])).toBe('还没有物资');
    lang.value = 'en';
    expect(headline([item({ state: 'low' })])).toBe('1 item is low');
  });

  it('say for how long they last, or why nobody can tell', () => {
    expect(daysText(item({}), 14)).toBe('约可用 12 天');
    expect(daysText(item({ days: 0.4 }), 14)).toBe('不足 1 天');
    expect(daysText(without(item({ forecast: 'unused' }), 'days'), 14)).toBe('近 14 天没有用过');
    expect(daysText(without(item({ forecast: 'too-early' }), 'days'), 14)).toContain('不足 3 天');
  });

  it('have a bar with the minimum in it', () => {
    expect(barOf(item({ stock: 50 }))).toEqual({ filled: 0.25, minimum: 0.5 });
    expect(barOf(item({ stock: 400 }))).toEqual({ filled: 1, minimum: 0.25 });
    expect(barOf(item({ stock: -3 })).filled).toBe(0);
    expect(barOf(item({ stock: 0, minimum: 0 }))).toEqual({ filled: 0, minimum: 0 });
  });

  it('have no more digits than anybody weighs', () => {
    expect([0, 0.333333, 18.55, 1200].map(amount)).toEqual(['0', '0.33', '18.6', '1200']);
  });
});
