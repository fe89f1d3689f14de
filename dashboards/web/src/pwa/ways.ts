/** What the service worker does with a request. */
export type Way = 'asset' | 'page' | 'untouched';

/**
 * Hashed assets come from the cache. A page is fetched, and said to be out of reach if that fails. All else, the API and
 * its live stream above all, goes as if there were no worker.
 */
export function wayOf(request: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): Way {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin || url.pathname.startsWith('/api/')) {
    return 'untouched';
  }
  if (request.mode === 'navigate') {
    return 'page';
  }
  return url.pathname.startsWith('/assets/') ? 'asset' : 'untouched';
}
