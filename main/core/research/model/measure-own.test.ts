import { describe, expect, it } from 'vitest';
import { modelCard, modelRow } from '#shared/contract/models.ts';
import { contractSymbol, type Sha256Hex } from '#shared/domain/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakeTrainer } from '#tests/support/model/fake-trainer.ts';
import { sampleTraining } from '#tests/support/model/sample-artifact.ts';
import { syntheticMarket } from '#tests/support/model/synthetic-market.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import { modelVoice } from '../../agents/scoring/model-voice.ts';
import { TechnicalBoard } from '../../agents/scoring/technical-board.ts';
import { openJournal } from '../../journal/open-journal.ts';
import type { OnnxRuntime } from '../../ports/onnx.ts';
import { measureOwn } from './measure-own.ts';
import { ModelDesk } from './model-desk.ts';

const REQUEST = sampleTraining({ kind: 'onnx', file: '/own/model.onnx', minCases: 200 });
const MARKET = syntheticMarket({ seed: 1, candles: 2_500, symbols: 2, edge: 0.5 });
const HASH = systemHasher.sha256('own');
const DIRECTION = MODEL_FEATURES.indexOf('direction');

/** Follows the directional movement, as the planted edge does; or says the same of everything. */
const runtime = (follows: boolean, hash: Sha256Hex = HASH): OnnxRuntime => ({
  open: async (file, width) =>
    ok({
      file,
      hash,
      probabilities: async (rows) =>
        Float64Array.from({ length: rows.length / width }, (_, i) =>
          follows ? 0.5 + 0.3 * Math.tanh(2 * (rows[i * width + DIRECTION] ?? NaN)) : 0.9,
        ),
    }),
});

const measured = (onnx: OnnxRuntime): Promise<string> =>
  measureOwn(
    REQUEST,
    {
      candlesOf: (symbol) => {
        const own = MARKET[REQUEST.symbols.map(contractSymbol).indexOf(symbol)];
        if (own === undefined) throw new Error(`no candles of ${symbol}`);
        return own.columns;
      },
      hasher: systemHasher,
      codeVersion: '0.0.0',
      createdAt: 1,
    },
    onnx,
  );

async function world(onnx: OnnxRuntime, text: string) {
  const time = new VirtualTime();
  const store = new MemoryJournalStore();
  const trainer = new FakeTrainer();
  trainer.onnx = onnx;
  const journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  const desk = new ModelDesk({ ...trainer.ports, journal, hasher: systemHasher, log });
  desk.train(REQUEST, 'trader');
  trainer.send({ kind: 'trained', text });
  const id = desk.rows()[0]?.key ?? '';
  const adopted = desk.adopt(id, 'mine', 'trader');
  const opening = desk.standing('1h');
  await new Promise((resolve) => setImmediate(resolve));
  return { desk, id, adopted, opening };
}

describe('a model of one’s own', () => {
  it('is measured like a trained one, adopted when it beats the base rate, and speaks when it has answered', async () => {
    const { desk, id, adopted, opening } = await world(runtime(true), await measured(runtime(true)));
    expect(adopted).toMatchObject({ ok: true });
    expect(modelRow.parse(desk.row(id))).toMatchObject({ kind: 'onnx', state: 'adopted', mayWeigh: true });
    const card = desk.card(id);
    if (card?.ok !== true) throw new Error('no card');
    expect(modelCard.parse(card.value)).toMatchObject({ kind: 'onnx', hyperparameters: { fileHash: HASH } });
    expect(opening).toMatchObject({ kind: 'none', reason: expect.stringContaining('being opened') as string });
    const standing = desk.standing('1h');
    expect(standing.kind).toBe('own');
    const board = new TechnicalBoard(1);
    const columns = MARKET[0]?.columns;
    for (let i = 0; columns !== undefined && i < 300; i++) {
      const [ts = 0, o = 0, h = 0, l = 0, c = 0, v = 0] = Object.values(columns).map((of: Float64Array) => of[i]);
      board.commit(0, ts + 3_600_000, o, h, l, c, v);
    }
    const voice = modelVoice(
      () => board.closed(0),
      (_symbol, _at, row) => row,
      () => standing,
    );
    const symbol = contractSymbol('TAUSDTM');
    expect(voice(symbol, '1h')).toMatchObject({ status: 'no-data', reason: `model ${id} has not answered yet` });
    await new Promise((resolve) => setImmediate(resolve));
    const said = voice(symbol, '1h');
    if (said.status !== 'ok') throw new Error(said.reason);
    expect(said.evidence.map(({ name }) => name)).toEqual(['own model']);
    expect(Math.abs(said.opinion)).toBeGreaterThan(0);
  });

  it('gets weight 0 when it says the same of everything', async () => {
    const { desk, adopted } = await world(runtime(false), await measured(runtime(false)));
    expect(adopted).toMatchObject({ ok: false, error: expect.stringContaining('no better') as string });
    expect(desk.standing('1h')).toMatchObject({ kind: 'none', reason: expect.stringMatching(/^weight 0/) as string });
  });

  it('is refused when its file is another than the one that was measured, or cannot be opened', async () => {
    const text = await measured(runtime(true));
    const changed = await world(runtime(true, systemHasher.sha256('another')), text);
    expect(changed.desk.standing('1h')).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('not the one that was measured') as string,
    });
    const gone = await world({ open: async () => err('onnxruntime-node is not installed.') }, text);
    expect(gone.desk.standing('1h')).toMatchObject({ reason: 'onnxruntime-node is not installed.' });
    await expect(measured({ open: async () => err('it has two inputs') })).rejects.toThrow('it has two inputs');
  });
});
