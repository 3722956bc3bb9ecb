import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sampleSummary, type SampleSummary } from '#shared/contract/symbol-management.ts';
import type { Log } from '#core/ports/log.ts';
import type { SampleRequest } from '#core/ports/sample-maker.ts';
import { makeSample } from '#core/research/sample/make-sample.ts';
import { openStore } from '../storage/open-store.ts';
import { systemHasher } from '../system/hasher.ts';
import { writeWhole } from '../system/whole-file.ts';

/** A sample to be made, and the data folder that it lies in, in a folder of its own. */
export interface SampleJob {
  readonly request: SampleRequest;
  readonly dataFolder: string;
  readonly version: string;
}

/** Where a job tells how far it is, and asks whether to go on. */
export interface SampleJobHost {
  readonly log: Log;
  readonly onProgress: (what: 'market' | 'trading', share: number) => Promise<'go on' | 'cancel'>;
}

const SUMMARY = 'sample.json';
const SAMPLES = 'samples';
const NAME = /^\d+-days-seed-\d+$/;

/** Where a sample lies: one folder for each length and seed, apart from every other record. */
export const sampleFolder = (dataFolder: string, { days, seed }: SampleRequest): string =>
  join(dataFolder, SAMPLES, `${String(days)}-days-seed-${String(seed)}`);

function readSummary(folder: string): SampleSummary | null {
  const path = join(folder, SUMMARY);
  if (!existsSync(path)) return null;
  const read = sampleSummary.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return read.success ? { ...read.data, folder } : null;
}

/** What was made for a request; null when it was not, or not to its end. */
export const madeSample = (dataFolder: string, request: SampleRequest): SampleSummary | null =>
  readSummary(sampleFolder(dataFolder, request));

/** The samples of a data folder that are made to their end. */
export function madeSamples(dataFolder: string): readonly SampleSummary[] {
  const folder = join(dataFolder, SAMPLES);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  return names.sort().flatMap((name) => readSummary(join(folder, name)) ?? []);
}

/**
 * Makes a sample, or finds that it is made. One that was cut off goes on.
 * @returns null when it was told to stop.
 */
export async function runSampleJob(job: SampleJob, host: SampleJobHost): Promise<SampleSummary | null> {
  const made = madeSample(job.dataFolder, job.request);
  if (made !== null) return made;
  const folder = sampleFolder(job.dataFolder, job.request);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = openStore(folder);
  try {
    const summary = await makeSample(job.request, {
      ...{ store, folder, version: job.version, hasher: systemHasher, log: host.log },
      stopwatch: () => performance.now(),
      onProgress: host.onProgress,
    });
    if (summary !== null) writeWhole(join(folder, SUMMARY), JSON.stringify(summary));
    return summary;
  } finally {
    store.close();
  }
}
