import { CANDLE_PART } from '#shared/contract/candle-imports.ts';

/** Bytes of a piece, which as base64 are as long as one may be. */
const PART_BYTES = (CANDLE_PART / 4) * 3;

/** A piece of a file as it travels. */
export interface TravelPart {
  readonly bytes: Uint8Array;
  /** How much of the file, as it lies on the disk, has been read for it. */
  readonly received: number;
  readonly last: boolean;
}

async function isPacked(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** A file's bytes packed: as they are when they are packed already, else packed on the way. */
async function packedStream(file: Blob, onRead: (bytes: number) => void): Promise<ReadableStream<Uint8Array>> {
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onRead(chunk.length);
        controller.enqueue(chunk);
      },
    }),
  );
  return (await isPacked(file)) ? counted : counted.pipeThrough(new CompressionStream('gzip'));
}

/** The pieces of a file, one at a time and only as fast as they are asked for. */
export async function* fileParts(file: Blob): AsyncGenerator<TravelPart> {
  let received = 0;
  const stream = await packedStream(file, (bytes) => {
    received += bytes;
  });
  const part = new Uint8Array(PART_BYTES);
  let filled = 0;
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      for (let from = 0; from < next.value.length;) {
        if (filled === PART_BYTES) {
          yield { bytes: part, received, last: false };
          filled = 0;
        }
        const taken = next.value.subarray(from, from + PART_BYTES - filled);
        part.set(taken, filled);
        filled += taken.length;
        from += taken.length;
      }
    }
    yield { bytes: part.subarray(0, filled), received: file.size, last: true };
  } finally {
    await reader.cancel();
  }
}
