// Fails the build when the first view needs more compressed JavaScript than a slow campus phone should wait for.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 60;
const folder = new URL('../dist/assets/', import.meta.url);
const bytes = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
const kb = bytes / 1024;
console.log(`JavaScript: ${kb.toFixed(1)} KB compressed, limit ${LIMIT_KB} KB`);
if (kb > LIMIT_KB) {
  console.error('Split what the first view does not need, or raise the limit in scripts/size.mjs with a reason.');
  process.exit(1);
}
