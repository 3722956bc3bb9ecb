import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { regimeOf } from '../../agents/scoring/regime.ts';
import { inputHash } from '../../agents/scoring/score-inputs.ts';
import { rankingTimeframe } from '../../agents/scoring/standing.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { scoreView } from '../views/score-views.ts';
import { pastScores, scoreDay, scoreTimes } from '../views/past-views.ts';
import { featureViews, rankingView, scoreSeriesOf } from '../views/scoring-views.ts';

type ScoringCall = 'calculate' | 'rankings' | 'symbolScores' | 'past' | 'day' | 'times' | 'features';

/** How symbols are scored and ranked. */
export function scoringHandlers({ core }: ApiParts): Pick<HandlersOf<'scores'>, ScoringCall> {
  const { scores } = core;
  const { clock, hasher } = core.parts;
  const followed = (symbol: string): ContractSymbol => {
    const known = contractSymbol(symbol);
    if (!scores.symbols.includes(known)) throw contractError('NOT_FOUND', { what: `score of ${symbol}` });
    return known;
  };
  const scored = (timeframe: Timeframe | undefined): Timeframe => {
    const found = timeframe ?? rankingTimeframe(scores.timeframes);
    if (found === null || !scores.timeframes.includes(found))
      throw contractError('NOT_FOUND', { what: `score on ${timeframe ?? 'any timeframe'}` });
    return found;
  };
  return {
    calculate({ symbols, timeframe }) {
      const on = scored(timeframe);
      const asked = symbols?.map(followed) ?? scores.symbols;
      const rows = asked.map((symbol) => ({
        symbol,
        timeframe: on,
        score: scoreView(scores.closedScore(symbol, on)),
        regime: regimeOf(scores.features.row(symbol, scores.closed(symbol, on).asOf)),
        inputHash: inputHash(scores.inputs(symbol, on), hasher),
      }));
      return Promise.resolve(rows);
    },
    rankings: ({ algorithm_type: by, limit }) =>
      Promise.resolve(rankingView(core.standings(clock.now()), by).slice(0, limit)),
    symbolScores({ symbol, timeframe }) {
      const known = followed(symbol);
      const timeframes = timeframe === undefined ? scores.timeframes : [scored(timeframe)];
      const now = clock.now();
      return Promise.resolve({
        symbol: known,
        timeframes: timeframes.map((on) => ({ timeframe: on, series: scoreSeriesOf(scores, known, on, now) })),
      });
    },
    past({ at, symbol }) {
      const symbols = symbol === undefined ? scores.symbols : [followed(symbol)];
      return Promise.resolve(pastScores(scores, symbols, Math.min(at, clock.now())));
    },
    times: ({ timeframe, span }) => Promise.resolve(scoreTimes(scores, scored(timeframe), span, clock.now())),
    day: ({ timeframe }) => Promise.resolve(scoreDay(scores, scored(timeframe), clock.now())),
    features: ({ symbol }) =>
      Promise.resolve(featureViews(scores.features.row(followed(symbol), clock.now()), clock.now())),
  };
}
