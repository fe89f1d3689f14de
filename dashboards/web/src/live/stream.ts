import { batch, computed, signal } from '@preact/signals';
import { whoAmI } from '../api/http';
import type { Alert, Change, Whole } from '../api/types';
import { fromWhole, hasUnknownPlace, withAlert, withChange, type Campus } from './model';

/** The service speaks each second, also when nothing changed; silence means that the line is lost. */
export const LOST_AFTER_MS = 5000;
/** A connection that neither speaks nor breaks is half dead: open a new one. */
const REOPEN_AFTER_MS = 12_000;
const RETRY_MS = 3000;

export const campus = signal<Campus | null>(null);
/** Local time, advanced once a second: ages tick with it. */
export const now = signal(Date.now());
const heardAt = signal(Date.now());
const serverAhead = signal(0);

/** Server time. Ages are counted in it: the clock of this screen may be wrong. */
export const serverNow = computed(() => now.value + serverAhead.value);
const silentMs = computed(() => Math.max(0, now.value - heardAt.value));
export const lost = computed(() => silentMs.value > LOST_AFTER_MS);
/**
 * The time at which values are judged old: that of the newest event while the line lives, so that a hiccup of the line is
 * not taken for silence of the sensors; the running time once it is lost.
 */
export const judgedAt = computed(() => (lost.value ? serverNow.value : (campus.value?.time ?? serverNow.value)));
export const lostSeconds = computed(() => Math.floor(silentMs.value / 1000));

/** Asks anything that tells by a 401 that nobody is logged in any more. */
let probe: () => Promise<unknown> = whoAmI;
let source: EventSource | null = null;
let openedAt = 0;
let ticker = 0;

function heard(next: Campus): void {
  const local = Date.now();
  batch(() => {
    heardAt.value = local;
    now.value = local;
    serverAhead.value = next.time - local;
    campus.value = next;
  });
}

function open(): void {
  source?.close();
  openedAt = Date.now();
  source = new EventSource('/api/v1/live');
  source.addEventListener('overview', (event) => heard(fromWhole(JSON.parse(event.data) as Whole)));
  source.addEventListener('change', (event) => {
    const known = campus.peek();
    const change = JSON.parse(event.data) as Change;
    if (!known || hasUnknownPlace(known, change)) {
      open();
      return;
    }
    heard(withChange(known, change));
  });
  source.addEventListener('error', refused);
}

/** EventSource comes back by itself after a broken line, but gives up after an answer such as 401 or 502. */
function refused(event: Event): void {
  const failed = event.target as EventSource;
  if (failed !== source || failed.readyState !== EventSource.CLOSED) {
    return;
  }
  void probe();
  setTimeout(() => {
    if (failed === source) {
      open();
    }
  }, RETRY_MS);
}

function tick(): void {
  now.value = Date.now();
  const silentSince = Math.max(heardAt.peek(), openedAt);
  if (now.value - silentSince > REOPEN_AFTER_MS) {
    open();
  }
}

export function start(asks: () => Promise<unknown> = whoAmI): void {
  stop();
  probe = asks;
  heardAt.value = Date.now();
  open();
  ticker = window.setInterval(tick, 1000);
}

/** Whether it has begun; if so, what is asked when it is refused from now on. */
export function started(asks: () => Promise<unknown>): boolean {
  if (source) {
    probe = asks;
  }
  return source !== null;
}

/** What was asked for while the page itself was fetched, until the stream brings the same. */
export function begin(whole: Whole): void {
  if (source && campus.peek() === null) {
    heard(fromWhole(whole));
  }
}

/** Forgets everything: the next person at this screen may be another one. */
export function stop(): void {
  source?.close();
  source = null;
  window.clearInterval(ticker);
  campus.value = null;
}

export function apply(alert: Alert): void {
  const known = campus.peek();
  if (known) {
    campus.value = withAlert(known, alert);
  }
}
