import { fill, type Fillings } from './fill';
import { lang } from './words';

/** Sentences of one page, each in Chinese and in English, so that neither can be forgotten. */
export type Sentences<K extends string> = Readonly<Record<K, readonly [chinese: string, english: string]>>;

/**
 * The words of a page that is fetched later. They stand in its folder's `words.ts`, which exports the table as
 * `sentences` for the test that reads them all.
 */
export function saying<K extends string>(sentences: Sentences<K>): (key: K, fillings?: Fillings) => string {
  return (key, fillings = {}) => fill(sentences[key][lang.value === 'en' ? 1 : 0], fillings);
}
