import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ModelTraining } from '#shared/contract/models.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import { cardOf, modelId, openArtifact } from '#core/research/model/artifact.ts';
import { measureOwn } from '#core/research/model/measure-own.ts';
import { storedSeries } from '#core/research/model/stored-source.ts';
import { trainingJob } from '#core/research/model/train-job.ts';
import { onnxRuntime } from '#main/adapters/model/onnx-runtime.ts';
import { folderShelf } from '#main/adapters/system/folder-shelf.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { cardText } from './card-text.ts';

export interface TrainHere {
  readonly request: ModelTraining;
  readonly dataFolder: string;
  /** A file for the model; null to print the card only. */
  readonly out: string | null;
  readonly json: boolean;
}

/** Trains on the stored candles, beside a workstation that may be running on them, and prints the card. */
export async function runTrain({ request, dataFolder, out, json }: TrainHere, context: CliContext): Promise<ExitCode> {
  const { terminal } = context;
  const store = openExisting(dataFolder);
  try {
    const text = await context.interruptible(async (interrupted) => {
      const source = {
        ...storedSeries(store, request),
        hasher: systemHasher,
        codeVersion: context.version,
        createdAt: context.now(),
      };
      if (request.kind === 'onnx') return measureOwn(request, source, onnxRuntime());
      const run = trainingJob(request, source);
      for (;;) {
        const step = run.next();
        if (step.done === true) return step.value;
        terminal.err(`${String(step.value.done + 1)}/${String(step.value.total)} ${step.value.what}\n`);
        await new Promise((resolve) => setImmediate(resolve));
        if (interrupted.aborted) return null;
      }
    });
    if (text === null) return EXIT.interrupted;
    if (out !== null) writeFileSync(out, text, { mode: 0o600 });
    return print(text, json, context);
  } catch (error) {
    if (error instanceof RangeError) throw new CliError(EXIT.dataFolder, error.message);
    throw error;
  } finally {
    store.close();
  }
}

/** Prints the card of a kept model: the id of one in the data folder, or a file that `train --out` wrote. */
export function runCard(what: string, dataFolder: string, json: boolean, context: CliContext): ExitCode {
  const file = existsSync(what);
  const text = file ? readFileSync(what, 'utf8') : keptText(what, dataFolder);
  if (!file && modelId(systemHasher.sha256(text)) !== what)
    throw new CliError(EXIT.badInput, `The file of ${what} is not the one that was trained: its hash differs.`);
  return print(text, json, context);
}

function keptText(id: string, dataFolder: string): string {
  const text = /^[\w-]{1,64}$/.test(id) ? folderShelf(dataFolder, 'models').read(id) : null;
  if (text === null) throw new CliError(EXIT.dataFolder, `There is no model ${id} in ${dataFolder}, and no such file.`);
  return text;
}

function print(text: string, json: boolean, { terminal }: CliContext): ExitCode {
  const hash: Sha256Hex = systemHasher.sha256(text);
  const opened = openArtifact(text, hash, systemHasher);
  if (!opened.ok) throw new CliError(EXIT.badInput, opened.error);
  const card = cardOf(opened.value, modelId(hash), hash);
  terminal.out(json ? `${JSON.stringify(card, null, 2)}\n` : cardText(card));
  return EXIT.ok;
}
