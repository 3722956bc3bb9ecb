import { contractSymbol } from '#shared/domain/ids.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { scoringHandlers } from './scoring-handlers.ts';
import { cellExplanation } from '../views/score-views.ts';

export function scoreHandlers(parts: ApiParts): HandlersOf<'scores'> {
  const { core, live } = parts;
  return {
    ...scoringHandlers(parts),
    matrix: () => Promise.resolve(live.cells.rows()),
    watch: (_, { signal }) => live.cells.subscribe(signal),
    explain: ({ symbol, timeframe }) => {
      const known = contractSymbol(symbol);
      if (!core.scores.symbols.includes(known) || !core.scores.timeframes.includes(timeframe)) {
        throw contractError('NOT_FOUND', { what: `score of ${symbol} on ${timeframe}` });
      }
      const settings = core.evaluation.settings();
      return Promise.resolve(cellExplanation(core.scores, known, timeframe, core.parts.clock.now(), settings));
    },
  };
}
