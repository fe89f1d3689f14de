import { signal } from '@preact/signals';

/** A newer build has taken over since this page was loaded; the page itself is still the older one. */
export const newer = signal(false);

/** Browsers have workers on https:// and on the machine itself only; without one the page is as ever. */
export function followWorker(): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers || import.meta.env.DEV) {
    return;
  }
  let had = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    newer.value = had;
    had = true;
  });
  // A worker that can't be fetched now is asked for with the next visit.
  void workers.register('/sw.js').catch(() => {});
}
