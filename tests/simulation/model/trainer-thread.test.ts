import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { ThreadModelTrainer } from '#main/adapters/model/thread-trainer.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { folderShelf } from '#main/adapters/system/folder-shelf.ts';
import type { TrainerMessage } from '#core/ports/model-trainer.ts';
import { sampleArtifact, sampleTraining } from '#tests/support/model/sample-artifact.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-models-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A data folder with two hourly series, and another process' hold on it. */
function stored() {
  const store = openStore(folder);
  const market = syntheticMarket({ seed: 1, candles: 2_500, symbols: 2, edge: 0.5 });
  for (const [i, symbol] of sampleTraining().symbols.entries()) {
    const columns = market[i]?.columns;
    if (columns !== undefined) store.candles.write(contractSymbol(symbol), '1h', columns, 'simulated');
  }
  return store;
}

/** The message a training ends with, and how many came before. */
function end(trainer: ModelTrainerOf, run: string): Promise<{ last: TrainerMessage; before: number }> {
  return new Promise((resolve) => {
    let before = 0;
    trainer.watch(run, (message) => {
      if (message.kind === 'progress') before += 1;
      else resolve({ last: message, before });
    });
  });
}
type ModelTrainerOf = Pick<ThreadModelTrainer, 'watch'>;

it('trains in a thread, while the core holds the folder, what the core itself would have trained', async () => {
  const store = stored();
  const trainer = new ThreadModelTrainer(folder, '0.0.0', () => 1_750_000_000_000);
  const run = trainer.start(sampleTraining({ minCases: 200 }));
  expect(trainer.running()).toBe(run);
  expect(() => trainer.start(sampleTraining())).toThrow(run);
  const { last, before } = await end(trainer, run);
  expect(last).toEqual({ kind: 'trained', text: sampleArtifact(0.5) });
  expect(before).toBeGreaterThan(3);
  expect(trainer.running()).toBeNull();
  // Who asks later is told the end.
  expect((await end(trainer, run)).last.kind).toBe('trained');
  store.close();
});

it('ends when asked to, and fails with a sentence', async () => {
  const store = stored();
  const trainer = new ThreadModelTrainer(folder, '0.0.0', () => 1_750_000_000_000);
  const run = trainer.start(sampleTraining());
  const canceled = end(trainer, run);
  expect(trainer.cancel(run)).toBe(true);
  expect((await canceled).last).toEqual({ kind: 'canceled' });
  expect(trainer.cancel(run)).toBe(false);
  const empty = trainer.start(sampleTraining({ symbols: ['XBTUSDTM'] }));
  const { last } = await end(trainer, empty);
  expect(last).toMatchObject({ kind: 'failed', problem: expect.stringContaining('import more') as string });
  expect(trainer.watch('training-0', () => undefined)).toBeNull();
  const running = trainer.start(sampleTraining());
  await trainer.close();
  expect(trainer.running()).toBeNull();
  expect(trainer.cancel(running)).toBe(false);
  store.close();
});

it('keeps a model as a file, and takes no path for an id', () => {
  const shelf = folderShelf(folder, 'models');
  expect(shelf.read('model-1')).toBeNull();
  shelf.write('model-1', '{"a":1}');
  expect(folderShelf(folder, 'models').read('model-1')).toBe('{"a":1}');
  writeFileSync(join(folder, 'secret.json'), 'x');
  expect(() => shelf.read('../secret')).toThrow('Not an id of models');
});
