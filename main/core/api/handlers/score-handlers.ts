import { contractSymbol } from '#shared/domain/ids.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { OnDemandTopic } from '../on-demand-topic.ts';
import { scoringHandlers } from './scoring-handlers.ts';
import { cellExplanation } from '../views/score-views.ts';

/** The cells are worked out anew as often. */
const RENEW_MS = 1_000;

export function scoreHandlers(parts: ApiParts): HandlersOf<'scores'> {
  const { core, live } = parts;
  return {
    ...scoringHandlers(parts),
    matrix: () => Promise.resolve(live.cells.rows()),
    watch: (asked, { signal }) => {
      const symbol = asked?.symbol;
      if (symbol === undefined) return live.cells.subscribe(signal);
      const rows = () => live.cells.rows().filter((cell) => cell.symbol === symbol);
      return new OnDemandTopic(core.parts.scheduler, RENEW_MS, rows).subscribe(signal);
    },
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
