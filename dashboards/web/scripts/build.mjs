// What Maven runs: installs the locked dependencies and builds dist/, each only when its inputs changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const INSTALL_INPUTS = ['package.json', 'package-lock.json', '.npmrc'];
const BUILD_INPUTS = [...INSTALL_INPUTS, 'src', 'public', 'scripts', 'index.html', 'offline.html', 'wall.html', 'tsconfig.json', 'vite.config.ts'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`dashboards/web needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const filesOf = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesOf(join(path, name))) : [path];

function digest(inputs) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of inputs.flatMap(filesOf)) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function whenChanged(inputs, result, mark, ...command) {
  const now = digest(inputs);
  if (existsSync(result) && existsSync(mark) && readFileSync(mark, 'utf8') === now) {
    console.log(`${result}: unchanged`);
    return;
  }
  execFileSync('npm', command, { stdio: 'inherit' });
  writeFileSync(mark, now);
}

mkdirSync('target', { recursive: true });
whenChanged(INSTALL_INPUTS, 'node_modules', 'node_modules/.installed-from', 'ci', '--no-audit', '--no-fund');
whenChanged(BUILD_INPUTS, 'dist', 'target/built-from', 'run', 'build');
whenChanged([...INSTALL_INPUTS, 'scripts/font.mjs'], 'target/font/OFL.txt', 'target/font-made-from', 'run', 'font');
