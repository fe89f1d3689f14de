// The font of print pages, which ingest-service makes: two of nine weights, and their licence. In the font some characters share a
// glyph with a radical (小 and U+2F29); a PDF names each glyph by one character, and with the radical nobody would find the word again.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import subset from 'subset-font';

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc';
const RADICALS = [0x2e80, 0x2fdf];
const SURROGATES = [0xd800, 0xdfff];
const LAST = 0x323af;

const within = (code, [from, to]) => code >= from && code <= to;
let wanted = '';
for (let code = 0x20; code <= LAST; code++) {
  if (!within(code, RADICALS) && !within(code, SURROGATES)) wanted += String.fromCodePoint(code);
}

mkdirSync('target/font', { recursive: true });
for (const [file, name] of [['400Regular/NotoSansSC_400Regular.ttf', 'regular.ttf'], ['700Bold/NotoSansSC_700Bold.ttf', 'bold.ttf']]) {
  writeFileSync(`target/font/${name}`, await subset(readFileSync(`${FONT}/${file}`), wanted, { targetFormat: 'truetype' }));
}
copyFileSync(`${FONT}/LICENSE_FONT`, 'target/font/OFL.txt');
