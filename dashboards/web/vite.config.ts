import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { pwa } from './scripts/pwa.mjs';

/** All that the overview needs, in one file: each file more is a journey more, and a slow phone minds each. */
function firstView() {
  const found = new Set<string>();
  return (id: string, { getModuleInfo }: { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }) => {
    const reach = (module: string): void => getModuleInfo(module)?.importedIds.filter((next) => !found.has(next)).forEach((next) => (found.add(next), reach(next)));
    if (found.size === 0) {
      reach(fileURLToPath(new URL('src/main.tsx', import.meta.url)));
    }
    // Of styles only those that all pages begin with: the wall has others for the same names.
    return found.has(id) && (!id.endsWith('.css') || id.endsWith('/tokens.css')) ? 'first' : undefined;
  };
}

// `npm run dev` shows the pages against a running ingest-service: SENTRY_URL=http://127.0.0.1:8080
const service = process.env['SENTRY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [pwa()],
  build: {
    target: 'es2022',
    // The content security policy forbids data: scripts and inline styles; files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html', offline: 'offline.html', wall: 'wall.html', sw: 'src/pwa/worker.ts' },
      output: {
        // A worker's address never changes: that is how a browser finds the next one.
        manualChunks: firstView(),
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': service } },
  preview: { proxy: { '/api': service } },
  test: { include: ['src/**/*.test.ts'] },
});
