import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fileParts } from './file-parts.ts';

async function parts(content: Uint8Array<ArrayBuffer>) {
  const found = [];
  for await (const { bytes, received, last } of fileParts(new Blob([content])))
    found.push({ bytes: Buffer.from(bytes), received, last });
  return found;
}

/** Text that hardly packs. */
const text = Array.from({ length: 90_000 }, (_, at) => String((at * 7_919) % 1_000_003)).join(',');

it('a plain file travels packed, in pieces of a bounded size', async () => {
  const content = new TextEncoder().encode(text);
  const found = await parts(content);
  expect(found.length).toBeGreaterThan(1);
  expect(found.map(({ last }) => last)).toEqual([...found.slice(1).map(() => false), true]);
  expect(Math.max(...found.map(({ bytes }) => bytes.length))).toBe(196_608);
  expect(found.at(-1)?.received).toBe(content.length);
  expect(gunzipSync(Buffer.concat(found.map(({ bytes }) => bytes))).toString()).toBe(text);
});

it('a packed file travels as it is', async () => {
  const packed = new Uint8Array(gzipSync('timestamp_ms'));
  const found = await parts(packed);
  expect(found).toEqual([{ bytes: Buffer.from(packed), received: packed.length, last: true }]);
});
