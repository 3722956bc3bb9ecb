import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { SeriesView } from '#shared/contract/market.ts';
import type { ModelMessage, ModelRow, ModelTraining } from '#shared/contract/models.ts';
import { modelTraining } from '#shared/contract/models.ts';
import { eventsOf, FakeRows } from './fake-rows.ts';
import { sampleCard, sampleModels, sampleStored } from './sample-models.ts';
import type { Scene } from './sample-scenes.ts';

const isFresh = (scene: Scene): boolean => scene === 'flat' || scene === 'unknown';

/** What is stored to train on; nothing in a fresh start. */
export const sampleSeries = (scene: Scene, now: number): SeriesView[] => (isFresh(scene) ? [] : sampleStored(now));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const STEP_MS = 350;
const REASON =
  'Out of sample it is no better than the base rate: gain −0.62 millinats per case (95 % interval −3.10 to 1.86).';

/** A training that takes a few seconds and ends in a model without weight. */
class FakeTraining {
  running: string | null = null;
  #canceled = false;
  #request: ModelTraining | null = null;
  readonly #rows: FakeRows<ModelRow>;

  constructor(rows: FakeRows<ModelRow>) {
    this.#rows = rows;
  }

  start(request: ModelTraining): string {
    if (this.running !== null) throw new ORPCError('BUSY', { message: 'A training runs already' });
    this.#canceled = false;
    this.#request = request;
    this.running = `run-${String(Date.now())}`;
    return this.running;
  }

  cancel(): boolean {
    this.#canceled = this.running !== null;
    return this.#canceled;
  }

  async *messages(): AsyncGenerator<ModelMessage> {
    const steps = ['candles and labels', 'fold 1', 'fold 2', 'fold 3', 'fold 4', 'fold 5', 'final model', 'model card'];
    for (const [done, what] of steps.entries()) {
      if (this.#canceled) break;
      yield { kind: 'progress', done, total: steps.length, what };
      await pause(STEP_MS);
    }
    this.running = null;
    if (this.#canceled) yield { kind: 'canceled' };
    else yield { kind: 'trained', id: this.#keep() };
  }

  #keep(): string {
    const key = `model-${Date.now().toString(16).padStart(12, '0')}`;
    const { timeframe = '1h', symbols = [] } = this.#request ?? {};
    const row: ModelRow = {
      ...{ key, timeframe, kind: 'logistic', trainedAt: Date.now(), symbols: symbols.length },
      ...{
        outOfSampleCases: 4_210,
        gain: -0.00062,
        gainLower: -0.0031,
        mayWeigh: false,
        state: 'trained',
        reason: REASON,
      },
    };
    this.#rows.put([row]);
    return key;
  }
}

/** Models that can be trained, adopted and retired; none in a fresh start. */
export function modelCalls(now: number, scene: Scene): Client['models'] {
  const rows = new FakeRows<ModelRow>(isFresh(scene) ? [] : sampleModels(now));
  const training = new FakeTraining(rows);
  const found = (id: string): ModelRow => {
    const row = rows.rows.find(({ key }) => key === id);
    if (row === undefined) throw new ORPCError('NOT_FOUND', { message: `There is no model ${id}` });
    return row;
  };
  const set = async (id: string, state: ModelRow['state']) => {
    await pause(150);
    const row = { ...found(id), state };
    const others = rows.rows.filter(
      ({ key, timeframe, state: now }) => key !== id && timeframe === row.timeframe && now === 'adopted',
    );
    rows.put([row, ...(state === 'adopted' ? others.map((other) => ({ ...other, state: 'retired' as const })) : [])]);
    return row;
  };
  return {
    list: async () => [...rows.rows],
    watchList: async (_, options) => rows.watch(options?.signal),
    card: async ({ id }) => {
      const row = found(id);
      if (row.state === 'unusable') throw new ORPCError('NOT_AVAILABLE', { message: row.reason });
      return sampleCard(row);
    },
    train: async (request) => ({ run: training.start(modelTraining.parse(request)) }),
    running: async () => ({ run: training.running }),
    progress: async () => eventsOf(training.messages()),
    cancel: async () => ({ canceled: training.cancel() }),
    adopt: ({ id }) => set(id, 'adopted'),
    retire: ({ id }) => set(id, 'retired'),
  };
}
