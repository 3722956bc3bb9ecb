import { createHash } from 'node:crypto';
import { readMapPicture } from '#core/liquidation/pictures/read-map-picture.ts';
import type { PictureMessage, PictureRequest } from '#core/ports/picture-reader.ts';
import { pngRaster } from './png-raster.ts';
import { TesseractReader } from './tesseract-reader.ts';

/** Where a reading tells how far it is, and asks whether to go on. */
export interface PictureJobHost {
  readonly post: (message: PictureMessage) => void;
  readonly canceled: () => Promise<boolean>;
}

/** Reads one picture; the text reader lives as long. */
export async function readPicture({ base64, price }: PictureRequest, host: PictureJobHost): Promise<void> {
  const file = Buffer.from(base64, 'base64');
  const raster = pngRaster(file);
  if (!raster.ok) {
    host.post({ kind: 'not-readable', reason: raster.error });
    return;
  }
  const reader = new TesseractReader();
  try {
    const read = await readMapPicture(raster.value, reader, { price }, async (share, doing) => {
      host.post({ kind: 'progress', share, doing });
      return !(await host.canceled());
    });
    const { width, height } = raster.value;
    if (read === null) host.post({ kind: 'canceled' });
    else if (read.kind === 'not-readable') host.post(read);
    else {
      const { kind, ...reading } = read;
      host.post({ kind, reading, width, height, hash: createHash('sha256').update(file).digest('hex') });
    }
  } catch (error) {
    host.post({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
  } finally {
    await reader.close();
  }
}
