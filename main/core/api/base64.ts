const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Texts are made in pieces of this many letters: one by one would be a string for each. */
const PIECE = 8_192;
const CODES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
const PADDING = 61;

/** The bytes of numbers as base64 (RFC 4648), in this machine's order, little-endian on all it runs on. */
export function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const codes = new Uint8Array(Math.ceil(byteLength / 3) * 4);
  let at = 0;
  for (let i = 0; i < byteLength; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    codes[at] = CODES[a >> 2] ?? 0;
    codes[at + 1] = CODES[((a & 3) << 4) | (b >> 4)] ?? 0;
    codes[at + 2] = i + 1 < byteLength ? (CODES[((b & 15) << 2) | (c >> 6)] ?? 0) : PADDING;
    codes[at + 3] = i + 2 < byteLength ? (CODES[c & 63] ?? 0) : PADDING;
    at += 4;
  }
  let text = '';
  for (let from = 0; from < codes.length; from += PIECE)
    text += String.fromCharCode(...codes.subarray(from, from + PIECE));
  return text;
}
