import { createHash } from 'node:crypto';
import { readMapPicture } from '#core/liquidation/pictures/read-map-picture.ts';
import type { PictureMessage, PictureRequest } from '#core/ports/picture-reader.ts';
import type { JobPort } from '../system/work-in-thread.ts';
import { pngRaster } from './png-raster.ts';
import { TesseractReader } from './tesseract-reader.ts';

/** Reads one picture; the text reader lives as long. */
export async function readPicture(
  { base64, price }: PictureRequest,
  { post, canceled }: JobPort<PictureMessage>,
): Promise<void> {
  const file = Buffer.from(base64, 'base64');
  const raster = pngRaster(file);
  if (!raster.ok) {
    post({ kind: 'not-readable', reason: raster.error });
    return;
  }
  const reader = new TesseractReader();
  try {
    const read = await readMapPicture(raster.value, reader, { price }, async (share, doing) => {
      post({ kind: 'progress', share, doing });
      return !(await canceled());
    });
    const { width, height } = raster.value;
    if (read === null) post({ kind: 'canceled' });
    else if (read.kind === 'not-readable') post(read);
    else {
      const { kind, ...reading } = read;
      post({ kind, reading, width, height, hash: createHash('sha256').update(file).digest('hex') });
    }
  } finally {
    await reader.close();
  }
}
