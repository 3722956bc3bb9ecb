import { PNG } from 'pngjs';
import type { Raster } from '#core/ports/picture-reader.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

const MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_SIDE = 6_000;
const MOST_PIXELS = 12_000_000;

/** Pixels of a PNG file, or why there are none. Its size is judged before anything is unpacked. */
export function pngRaster(file: Buffer): Result<Raster, string> {
  if (file.length < 33 || !file.subarray(0, 8).equals(MAGIC) || file.toString('latin1', 12, 16) !== 'IHDR')
    return err('The file is not a PNG picture.');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (width === 0 || height === 0) return err('The picture has no pixels.');
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS)
    return err(`The picture is too large: ${String(width)} × ${String(height)} pixels.`);
  try {
    const png = PNG.sync.read(file);
    return ok({ width: png.width, height: png.height, data: png.data });
  } catch {
    return err('The PNG picture is damaged or cut off.');
  }
}
