// What makes the pages installable, as a part of the build: the icons, and the list of assets in the service worker.
import { createHash } from 'node:crypto';
import { icons } from './icons.mjs';

const WORKER = 'sw.js';

/** The worker has no imports; the list of what it keeps is written into it once all names are known. */
export function pwa() {
  return {
    name: 'campus-sentry-pwa',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, source] of Object.entries(icons())) {
          this.emitFile({ type: 'asset', fileName, source });
        }
        const worker = bundle[WORKER];
        if (!worker) {
          throw new Error(`${WORKER} is not in the build`);
        }
        const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/')).sort();
        const shell = ['/offline.html', ...assets.map((name) => `/${name}`)];
        const version = createHash('sha256').update(JSON.stringify(shell)).update(String(bundle['offline.html']?.source)).digest('hex').slice(0, 12);
        worker.code = worker.code.replace('__SHELL__', JSON.stringify(shell)).replace('__VERSION__', JSON.stringify(version));
      },
    },
  };
}
