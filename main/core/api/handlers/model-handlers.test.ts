import { expect, it } from 'vitest';
import { modelCard, modelRow } from '#shared/contract/models.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakeTrainer } from '#tests/support/model/fake-trainer.ts';
import { sampleArtifact, sampleTraining } from '#tests/support/model/sample-artifact.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import { ModelDesk } from '../../research/model/model-desk.ts';
import type { ApiParts } from '../api-parts.ts';
import { ModelsBoard } from '../models-board.ts';
import { modelHandlers } from './model-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;

function open(readOnly = false, withDesk = true) {
  const world = pathWorld();
  world.start();
  const trainer = new FakeTrainer();
  const { journal } = world;
  Object.assign(journal.store, { readOnly });
  const { scheduler, log } = world.core.parts;
  const desk = withDesk ? new ModelDesk({ ...trainer.ports, journal, hasher: systemHasher, log }) : null;
  const series = () => sampleTraining().symbols.map((symbol) => ({ symbol }));
  const calls = modelHandlers({
    core: world.core,
    models: new ModelsBoard(desk, scheduler),
    store: { candles: { series } },
    dataFolder: 'data',
  } as unknown as ApiParts);
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.finishTurn();
    return answer;
  };
  return { calls, trainer, done };
}

it('train, tell of it, show the card, adopt and retire', async () => {
  const { calls, trainer, done } = open();
  expect(await calls.running(undefined, TRADER)).toEqual({ run: null });
  const { run } = await calls.train(sampleTraining(), TRADER);
  expect(await calls.running(undefined, TRADER)).toEqual({ run });
  await expect(async () => calls.train(sampleTraining(), TRADER)).rejects.toMatchObject({ code: 'BUSY' });
  const progress = calls.progress({ run }, TRADER)[Symbol.asyncIterator]();
  const first = progress.next();
  trainer.send({ kind: 'progress', done: 1, total: 5, what: 'fold 1 of 3' });
  expect(await first).toMatchObject({ value: { kind: 'progress', done: 1 } });
  const last = progress.next();
  trainer.send({ kind: 'trained', text: sampleArtifact(0.5) });
  const { value: end } = await last;
  if (end?.kind !== 'trained') throw new Error('no end');
  expect(await progress.next()).toMatchObject({ done: true });
  const { id } = end;
  expect(modelCard.safeParse(await calls.card({ id }, TRADER)).error).toBeUndefined();
  const adopted = await done(calls.adopt({ id, reason: 'beats the base rate' }, TRADER));
  expect(modelRow.parse(adopted).state).toBe('adopted');
  expect(await done(calls.retire({ id, reason: 'drifts' }, TRADER))).toMatchObject({ state: 'retired' });
  expect(await calls.list(undefined, TRADER)).toHaveLength(1);
});

it('say what is wrong', async () => {
  const { calls, trainer } = open();
  const rejects = async (call: () => unknown, code: string): Promise<void> => {
    await expect(async () => call()).rejects.toMatchObject({ code });
  };
  await rejects(() => calls.card({ id: 'model-0' }, TRADER), 'NOT_FOUND');
  await rejects(() => calls.adopt({ id: 'model-0', reason: 'x' }, TRADER), 'NOT_FOUND');
  await rejects(() => calls.train(sampleTraining({ symbols: ['NONEUSDTM'] }), TRADER), 'NOT_FOUND');
  await rejects(() => calls.train(sampleTraining({ from: 5, to: 5 }), TRADER), 'NOT_AVAILABLE');
  const { run } = await calls.train(sampleTraining(), TRADER);
  trainer.send({ kind: 'trained', text: sampleArtifact(0) });
  const [row] = await calls.list(undefined, TRADER);
  await rejects(() => calls.adopt({ id: row?.key ?? '', reason: 'anyhow' }, TRADER), 'NOT_AVAILABLE');
  expect(await calls.cancel({ run }, TRADER)).toEqual({ canceled: false });
  const reader = open(true);
  await rejects(() => reader.calls.train(sampleTraining(), TRADER), 'READ_ONLY');
  const without = open(false, false);
  expect(await without.calls.running(undefined, TRADER)).toEqual({ run: null });
  await rejects(() => without.calls.train(sampleTraining(), TRADER), 'NOT_AVAILABLE');
});
