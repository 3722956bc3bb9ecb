import type { portfolio } from '#shared/contract/portfolio.ts';
import { DAY } from '#shared/domain/time.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';

const SPAN_MS = { '1d': DAY, '1w': 7 * DAY, '1m': 30 * DAY, all: Number.POSITIVE_INFINITY } as const;

export function portfolioHandlers({ core, live }: ApiParts): Pick<HandlersOf<'portfolio'>, keyof typeof portfolio> {
  return {
    overview: (_, { signal }) => live.overview.subscribe(signal),
    positions: (_, { signal }) => live.positions.subscribe(signal),
    equity: ({ span }) =>
      Promise.resolve(live.book.curve(core.parts.clock.now() - SPAN_MS[span], core.parts.config.simulated)),
  };
}
