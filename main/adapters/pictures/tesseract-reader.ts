import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { ReadText, TextKind, TextLine, TextReader } from '#core/ports/picture-reader.ts';

const require = createRequire(import.meta.url);

/** Digits, separators, currency and the letters of units in English and German. */
const NUMBER = '0123456789.,$€KMBkbnTsdiorl ';

/** A line this narrow for its height holds one character. */
const SINGLE = 1.05;

/** OCR with the trained data of the installed package: nothing is fetched, nothing is written. */
export class TesseractReader implements TextReader {
  #worker: Promise<Worker> | null = null;
  #shape = '';

  async read(line: TextLine, kind: TextKind): Promise<ReadText> {
    const worker = await (this.#worker ??= open());
    const single = line.width < SINGLE * line.height;
    const shape = `${kind} ${String(single)}`;
    if (this.#shape !== shape) {
      await worker.setParameters({
        tessedit_char_whitelist: kind === 'number' ? NUMBER : '',
        tessedit_pageseg_mode: single ? PSM.SINGLE_CHAR : PSM.SINGLE_LINE,
      });
      this.#shape = shape;
    }
    const { data } = await worker.recognize(pngOf(line));
    return { text: data.text.trim(), confidence: data.confidence };
  }

  async close(): Promise<void> {
    const opened = this.#worker;
    this.#worker = null;
    await (await opened)?.terminate();
  }
}

async function open(): Promise<Worker> {
  const tesseract = dirname(require.resolve('tesseract.js/package.json'));
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    workerPath: join(tesseract, 'src/worker-script/node/index.js'),
    corePath: dirname(require.resolve('tesseract.js-core/package.json', { paths: [tesseract] })),
    langPath: join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
  });
  await worker.setParameters({ debug_file: '/dev/null' });
  return worker;
}

function pngOf({ width, height, grey }: TextLine): Buffer {
  const png = new PNG({ width, height });
  for (const [i, value] of grey.entries()) png.data.fill(value, 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  return PNG.sync.write(png, { colorType: 0, deflateLevel: 1 });
}
