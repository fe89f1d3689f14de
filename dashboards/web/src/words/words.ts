import { effect, signal } from '@preact/signals';
import { en } from './en';
import { fill, type Fillings } from './fill';
import { zh, type Key } from './zh';

export type Lang = 'zh-CN' | 'en';
export type { Key } from './zh';

const KEPT_AS = 'campus-sentry.lang';

/** Storage may be forbidden, for example in a private window; the page works without. */
function remembered(): Lang {
  try {
    return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export const lang = signal<Lang>('zh-CN');

/** Takes the remembered language and keeps `<html lang>` and the memory in step with it. */
export function followLanguage(): void {
  lang.value = remembered();
  effect(() => {
    document.documentElement.lang = lang.value;
    try {
      localStorage.setItem(KEPT_AS, lang.value);
    } catch {
      // Not remembered then.
    }
  });
}

export function switchLanguage(): void {
  lang.value = lang.peek() === 'en' ? 'zh-CN' : 'en';
}

/** The sentence in the chosen language. Whoever shows it is drawn again when the language changes. */
export function t(key: Key, fillings: Fillings = {}): string {
  return fill(lang.value === 'en' ? en[key] : zh[key], fillings);
}

/** For ids of the wire, such as quantities and reasons: one that has no word here shows itself. */
export function wordOf(prefix: string, id: string): string {
  const key = `${prefix}.${id}`;
  return Object.hasOwn(zh, key) ? t(key as Key) : id;
}

/** Chooses among names that come in both languages from the campus file. */
export function named(chinese: string | null | undefined, english: string | null | undefined): string {
  return (lang.value === 'en' ? english || chinese : chinese || english) ?? '';
}
