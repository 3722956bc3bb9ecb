const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes of a text. */
function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const [, hex, plain = ''] of encodeURIComponent(wellFormed(text)).matchAll(/%([0-9A-F]{2})|([^%])/g)) {
    bytes.push(hex === undefined ? plain.charCodeAt(0) : Number.parseInt(hex, 16));
  }
  return bytes;
}

/**
 * The base64 characters that `bytes` alone decide when `before` bytes of something else stand before them (0, 1 or 2
 * count, as base64 works in groups of three): so a secret is found inside an encoded `key:secret` too.
 */
function base64At(bytes: readonly number[], before: number): string {
  const shifted = [...Array<number>(before).fill(0), ...bytes];
  let text = '';
  for (let bit = Math.ceil((before * 8) / 6) * 6; bit + 6 <= shifted.length * 8; bit += 6) {
    const at = Math.floor(bit / 8);
    const pair = ((shifted[at] ?? 0) << 8) | (shifted[at + 1] ?? 0);
    text += BASE64[(pair >> (10 - (bit % 8))) & 63] ?? '';
  }
  return text;
}

/** A text that can be encoded: half a surrogate pair becomes the replacement character. */
const wellFormed = (text: string): string => text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

/** The forms in which a secret may stand in a text: as it is, escaped, URL-encoded, reversed, in hex, in base64. */
export function secretForms(secret: string): readonly string[] {
  const bytes = utf8(secret);
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const url = encodeURIComponent(wellFormed(secret));
  const base64 = [0, 1, 2].map((before) => base64At(bytes, before));
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replaceAll('%20', '+'),
    [...secret].reverse().join(''),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map(urlSafe),
  ];
  return [...new Set(forms)];
}
