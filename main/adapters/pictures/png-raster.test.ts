import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { pngRaster } from './png-raster.ts';

const whole = PNG.sync.write(new PNG({ width: 40, height: 30 }));

function sized(width: number, height: number): Buffer {
  const file = Buffer.from(whole);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}

describe('a PNG file', () => {
  it('becomes pixels', () => {
    expect(pngRaster(whole)).toMatchObject({ ok: true, value: { width: 40, height: 30 } });
  });

  it.each([
    ['nothing', Buffer.alloc(0), /not a PNG/],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), whole.subarray(3)]), /not a PNG/],
    ['one that is cut off', whole.subarray(0, whole.length - 20), /damaged or cut off/],
    ['its head alone', whole.subarray(0, 33), /damaged or cut off/],
    ['one of 4 billion pixels a side', sized(4_000_000_000, 4_000_000_000), /too large/],
    ['one of no width', sized(0, 30), /too large|no pixels/],
    ['one that says it is larger than it is', sized(5_000, 2_000), /damaged or cut off/],
  ])('is refused: %s', (_, file, words) => {
    const read = pngRaster(file);
    expect(read.ok ? '' : read.error).toMatch(words);
  });
});
