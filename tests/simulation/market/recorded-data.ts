import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data');

/** True when the recorded market data are there; tests over them are skipped otherwise. */
export const hasRecordedData = existsSync(resolve(root, 'candles'));

/** The text of a recorded file, unpacked when its name ends in `.gz`. */
export function recordedText(path: string): string {
  const bytes = readFileSync(resolve(root, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
