import { signal } from '@preact/signals';
import type { Act } from './api';

/** What somebody did and the service has not answered. */
export interface Deed {
  alert: string;
  /** Place and name, as they were read when it was done: after a reload without a line nobody else knows them. */
  what: string;
  act: Act;
}

/** One that waits for another tap. Nothing ever sends it by itself. */
export interface Kept extends Deed {
  user: string;
  /** By the clock of this screen, milliseconds since 1970. */
  at: number;
}

const KEPT_AS = 'campus-sentry.kept';
/** What is older is not what somebody means now. */
export const KEPT_MS = 24 * 3600_000;

/** The same button on the same alert: a later one takes the place of an earlier one. */
export const keyOf = (deed: Deed) => `${deed.act.kind} ${deed.alert}`;

/** Those of one person that are young enough, oldest first. Pure. */
export function keptFor(all: readonly Kept[], user: string, now: number): Kept[] {
  return all.filter((k) => k.user === user && now - k.at < KEPT_MS).sort((a, b) => a.at - b.at);
}

export const withKept = (all: readonly Kept[], one: Kept): Kept[] => [...all.filter((k) => keyOf(k) !== keyOf(one) || k.user !== one.user), one];
export const withoutDeed = (all: readonly Kept[], deed: Deed, user: string): Kept[] =>
  all.filter((k) => keyOf(k) !== keyOf(deed) || k.user !== user);

/** What was written by another version, or by hand, is no reason to fail. */
export function parseKept(text: string | null): Kept[] {
  try {
    const all: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(all) ? all.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(one: Partial<Kept> | null): one is Kept {
  return (
    typeof one?.alert === 'string' &&
    typeof one.what === 'string' &&
    typeof one.user === 'string' &&
    typeof one.at === 'number' &&
    ['acknowledge', 'close', 'shelve', 'unshelve'].includes(one.act?.kind ?? '')
  );
}

function stored(): Kept[] {
  try {
    return parseKept(localStorage.getItem(KEPT_AS));
  } catch {
    return [];
  }
}

/** In memory, and in storage as far as that is allowed: a phone ends a page in the background when it likes. */
export const kept = signal<readonly Kept[]>(stored());

function become(next: readonly Kept[]): void {
  kept.value = next;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(next));
  } catch {
    // In memory only then.
  }
}

export const keep = (one: Kept) => become(withKept(kept.peek(), one));
export const forget = (deed: Deed, user: string) => become(withoutDeed(kept.peek(), deed, user));

/** Why something that was kept will not be done: told until somebody has read it. */
export const refusals = signal<readonly { deed: Deed; why: string }[]>([]);

/** What another window of this browser kept or sent. */
export function followStorage(): void {
  window.addEventListener('storage', (event) => {
    if (event.key === KEPT_AS) {
      kept.value = parseKept(event.newValue);
    }
  });
}
