/**
 * The service worker. It keeps the hashed assets of one build and the page that says that there is no line; nothing
 * else, and no answer of the API ever: what is old must not look fresh. `scripts/pwa.mjs` writes the list into it.
 */
import { wayOf } from './ways';

declare const __SHELL__: readonly string[];
declare const __VERSION__: string;

/** What of the worker's scope is used here; the compiler knows pages, not workers. */
interface Scope {
  addEventListener(type: 'install' | 'activate', act: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: 'fetch', act: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}
const scope = self as unknown as Scope;

const PREFIX = 'campus-sentry-';
const OFFLINE = '/offline.html';
const SHELL = __SHELL__;
const NAME = PREFIX + __VERSION__;
/** This build's, and that of the one before: a page that is open goes on with its own. */
const CACHES_KEPT = 2;

scope.addEventListener('install', (event) => {
  // `reload`: not from the browser's own cache, which may have the offline page of an earlier build.
  const fresh = SHELL.map((path) => new Request(path, { cache: 'reload' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => scope.clients.claim()));
});

async function dropOlder(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  // In the order in which they were made.
  const old = others.slice(0, Math.max(0, others.length - (CACHES_KEPT - 1)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

scope.addEventListener('fetch', (event) => {
  switch (wayOf(event.request, scope.location.origin)) {
    case 'asset':
      event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
      break;
    case 'page':
      event.respondWith(fetch(event.request).catch(offline));
      break;
    case 'untouched':
  }
});

async function offline(): Promise<Response> {
  return (await caches.match(OFFLINE)) ?? Response.error();
}
