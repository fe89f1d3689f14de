import { describe, expect, it } from 'vitest';
import { bytesOf, hexDump, visibleText } from './hex';

describe('a payload', () => {
  it('is the bytes that came, as text or not', () => {
    expect([...bytesOf({ payload: '℃' })]).toEqual([0xe2, 0x84, 0x83]);
    expect([...bytesOf({ payloadBase64: 'AP8=' })]).toEqual([0, 255]);
    expect(bytesOf({})).toHaveLength(0);
  });

  it('is dumped in rows of sixteen', () => {
    const dump = hexDump(new TextEncoder().encode('{"v":1,"stream":"a"}')).split('\n');
    expect(dump[0]).toBe('000000  7b 22 76 22 3a 31 2c 22 73 74 72 65 61 6d 22 3a  {"v":1,"stream":');
    expect(dump[1]).toBe('000010  22 61 22 7d                                      "a"}');
    expect(hexDump(new Uint8Array())).toBe('');
  });

  it('hides no control character, nor one that turns the direction of writing', () => {
    expect(visibleText(new Uint8Array([0, 0x1b, 0x41, 0x0a, 0x09]))).toBe('\\x00\\x1bA\n\t');
    expect(visibleText(new TextEncoder().encode('a\u202eb'))).toBe('a\\u202eb');
  });
});
