import { defineConfig } from 'vitest/config';
import { pwa } from './scripts/pwa.mjs';

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
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': service } },
  preview: { proxy: { '/api': service } },
  test: { include: ['src/**/*.test.ts'] },
});
