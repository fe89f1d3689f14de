import { defineConfig } from 'vitest/config';

// `npm run dev` shows the pages against a running ingest-service: SENTRY_URL=http://127.0.0.1:8080
const service = process.env['SENTRY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    target: 'es2022',
    // The content security policy forbids data: scripts and inline styles; files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['index.html', 'wall.html'] },
  },
  server: { proxy: { '/api': service } },
  preview: { proxy: { '/api': service } },
  test: { include: ['src/**/*.test.ts'] },
});
