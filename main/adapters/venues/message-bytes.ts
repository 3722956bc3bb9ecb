let buffer = Buffer.alloc(4_096);

/** The bytes of a text, good until the next call: what reads them copies what it keeps. */
export function encoded(text: string): Uint8Array {
  // UTF-8 takes at most three bytes for a unit of a string.
  if (text.length * 3 > buffer.length) buffer = Buffer.alloc(text.length * 6);
  return buffer.subarray(0, buffer.write(text));
}
