// Fails the build when the first view needs more compressed JavaScript than a slow campus phone should wait for.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 60;
const dist = new URL('../dist/', import.meta.url);
const kb = (names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0) / 1024;
const all = readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js')).map((name) => `assets/${name}`);
// What the page names itself, as module or as preload, comes first; the rest is fetched by those who go there.
const first = [...readFileSync(new URL('index.html', dist), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1]);
console.log(`JavaScript: first view ${kb(first).toFixed(1)} KB compressed, limit ${LIMIT_KB} KB; all pages ${kb(all).toFixed(1)} KB`);
if (first.length === 0 || kb(first) > LIMIT_KB) {
  console.error('Split what the first view does not need, or raise the limit in scripts/size.mjs with a reason.');
  process.exit(1);
}
