const WIDTH = 16;

/** The bytes of a payload that came as text, or as base64 when it is no UTF-8. */
export function bytesOf(letter: { payload?: string; payloadBase64?: string }): Uint8Array {
  return letter.payloadBase64 === undefined
    ? new TextEncoder().encode(letter.payload ?? '')
    : Uint8Array.from(atob(letter.payloadBase64), (c) => c.charCodeAt(0));
}

/** As hexdump writes it: offset, bytes, and what of them is printable. */
export function hexDump(bytes: Uint8Array): string {
  const lines = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const row = [...bytes.slice(at, at + WIDTH)];
    const hex = row.map((b) => b.toString(16).padStart(2, '0')).join(' ');
    const seen = row.map((b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(WIDTH * 3 - 1)}  ${seen}`);
  }
  return lines.join('\n');
}

/** Text with control characters made visible, and those that turn the direction of writing. */
export function visibleText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
