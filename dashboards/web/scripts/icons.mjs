// The icons of the installed page: the shield of the header, drawn as pixels and written as PNG. No text in pictures.
import { deflateSync } from 'node:zlib';

const INK = [27, 30, 34];
const PAPER = [255, 255, 255];
/** Sub-pixels each way: smooth edges without a library. */
const FINE = 4;

// The shield on its own field of 20 × 24, as in frame/Header.tsx: straight sides, and two curves that meet below.
const curve = (p0, p1, p2, p3) =>
  Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    const at = (k) => (1 - t) ** 3 * p0[k] + 3 * (1 - t) ** 2 * t * p1[k] + 3 * (1 - t) * t ** 2 * p2[k] + t ** 3 * p3[k];
    return [at(0), at(1)];
  });
const SHIELD = [
  [10, 1.5],
  [18.5, 5],
  ...curve([18.5, 11.5], [18.5, 17], [15, 20.5], [10, 22.5]),
  ...curve([10, 22.5], [5, 20.5], [1.5, 17], [1.5, 11.5]),
  [1.5, 5],
];

function inside([x, y]) {
  let odd = false;
  SHIELD.forEach(([x1, y1], i) => {
    const [x2, y2] = SHIELD[(i + 1) % SHIELD.length];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) {
      odd = !odd;
    }
  });
  return odd;
}

/** How much of a pixel is ink, from 0 to 1. */
function ink(px, py, size, scale) {
  let hits = 0;
  for (let i = 0; i < FINE * FINE; i++) {
    const x = (px + ((i % FINE) + 0.5) / FINE - size / 2) / scale + 10;
    const y = (py + (Math.floor(i / FINE) + 0.5) / FINE - size / 2) / scale + 12;
    hits += inside([x, y]) && Math.hypot(x - 10, y - 11) > 3 ? 1 : 0;
  }
  return hits / (FINE * FINE);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

function crc(data) {
  let c = 0xffffffff;
  for (const byte of data) {
    c ^= byte;
    for (let k = 0; k < 8; k++) {
      c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
  }
  return (c ^ 0xffffffff) >>> 0;
}

/** A square PNG; `share` is how much of its height the shield takes: a mask may cut off a fifth all round. */
function png(size, share) {
  const scale = (size * share) / 24;
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const part = ink(x, y, size, scale);
      const at = y * (size * 3 + 1) + 1 + x * 3;
      INK.forEach((value, k) => (rows[at + k] = Math.round(value * part + PAPER[k] * (1 - part))));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** By the path under which the manifest names them. */
export const icons = () => ({ 'icons/192.png': png(192, 0.76), 'icons/512.png': png(512, 0.76), 'icons/maskable-512.png': png(512, 0.54) });
