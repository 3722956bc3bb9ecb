import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { quantile } from '../harness.ts';

export const SYNCS = 400;

/** A file whose appends of 4 KiB are synced: what one sync costs on this disk at this moment, in ms. */
export function openSyncProbe(file: string): { readonly sync: () => number; readonly close: () => void } {
  const fd = openSync(file, 'a');
  const block = Buffer.alloc(4_096, 1);
  const sync = (): number => {
    const started = performance.now();
    writeSync(fd, block);
    fdatasyncSync(fd);
    return performance.now() - started;
  };
  return { sync, close: () => closeSync(fd) };
}

/** Median of 400 syncs in a row, in ms. */
export function syncMedian(file: string): number {
  const probe = openSyncProbe(file);
  const times = Array.from({ length: SYNCS }, probe.sync);
  probe.close();
  return quantile(times, 0.5);
}
