import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fill } from './fill';
import type { Sentences } from './part';
import { zh } from './zh';

const names = (pattern: string) => new Set([...pattern.matchAll(/\{(\w+)/g)].map((m) => m[1]));

describe('words', () => {
  it('has every key in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it.each(Object.keys(zh) as (keyof typeof zh)[])('%s says something, with the same fillings', (key) => {
    expect(zh[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
    expect(names(en[key])).toEqual(names(zh[key]));
  });

  it.each(Object.entries(zh))('%s takes full-width punctuation in Chinese', (_key, text) => {
    expect(text).not.toMatch(/[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]/);
  });

  // The words of pages that come later, wherever they stand.
  const parts = import.meta.glob<{ sentences: Sentences<string> }>('../**/words.ts', { eager: true });
  const later = Object.entries(parts)
    .filter(([, part]) => 'sentences' in part)
    .flatMap(([path, part]) => Object.entries(part.sentences).map(([key, both]) => [`${path} ${key}`, both] as const));

  it.each(later.length ? later : [['none yet', ['无', 'none']] as const])('%s says the same twice', (_key, [chinese, english]) => {
    expect(chinese.trim()).not.toBe('');
    expect(english.trim()).not.toBe('');
    expect(names(english)).toEqual(names(chinese));
    expect(chinese).not.toMatch(/[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]/);
    expect(english).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('chooses one or other by number', () => {
    expect(fill('{n} {n|point|points}', { n: 1 })).toBe('1 point');
    expect(fill('{n} {n|point|points}', { n: 2 })).toBe('2 points');
  });

  it('leaves a name visible that nobody filled', () => {
    expect(fill('{n} of {m}', { n: 1 })).toBe('1 of {m}');
  });
});
