import { modelTraining, type ModelTraining } from '#shared/contract/models.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { trainingJob } from '#core/research/model/train-job.ts';
import { syntheticMarket } from './synthetic-market.ts';

const SYMBOLS = ['TAUSDTM', 'TBUSDTM'];

export const sampleTraining = (change: Partial<ModelTraining> = {}): ModelTraining =>
  modelTraining.parse({ symbols: SYMBOLS, from: 0, to: 2_000_000_000_000, kind: 'logistic', folds: 3, ...change });

/** The text of a model trained on a synthetic market: one with an edge may weigh, one without may not. */
export function sampleArtifact(edge: number, seed = 1, change: Partial<ModelTraining> = {}): string {
  const request = sampleTraining({ minCases: 200, ...change });
  const market = syntheticMarket({ seed, candles: 2_500, symbols: SYMBOLS.length, edge });
  const columns = new Map(request.symbols.map((symbol, i) => [contractSymbol(symbol), market[i]?.columns]));
  const run = trainingJob(request, {
    candlesOf: (symbol) => {
      const own = columns.get(symbol);
      if (own === undefined) throw new Error(`no candles of ${symbol}`);
      return own;
    },
    hasher: systemHasher,
    codeVersion: '0.0.0',
    createdAt: 1_750_000_000_000,
  });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
