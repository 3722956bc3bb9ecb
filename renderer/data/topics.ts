import type { Client } from '#shared/contract/index.ts';
import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { FunnelView, SignalView } from '#shared/contract/signal.ts';
import type { StreamMessage } from '#shared/contract/base.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import type { TickerView } from '#shared/contract/market.ts';

/** Every live topic and the rows it carries. */
export interface TopicRows {
  readonly status: StatusView;
  readonly agents: AgentView;
  readonly tickers: TickerView;
  readonly scores: CellView;
  readonly signals: SignalView;
  readonly funnel: FunnelView;
  readonly overview: OverviewView;
  readonly positions: PositionView;
}

export type Topic = keyof TopicRows;

/** Opens one subscription of a topic; aborting the signal ends it. */
export type OpenStream<Row> = (signal: AbortSignal) => Promise<AsyncIterable<StreamMessage<Row>>>;

/** Which call of the contract feeds which topic. */
export function openTopic(client: Client): { readonly [T in Topic]: OpenStream<TopicRows[T]> } {
  return {
    status: (signal) => client.system.watch(undefined, { signal }),
    agents: (signal) => client.agents.watch(undefined, { signal }),
    tickers: (signal) => client.market.watch(undefined, { signal }),
    scores: (signal) => client.scores.watch(undefined, { signal }),
    signals: (signal) => client.signals.watch(undefined, { signal }),
    funnel: (signal) => client.signals.funnel(undefined, { signal }),
    overview: (signal) => client.portfolio.overview(undefined, { signal }),
    positions: (signal) => client.portfolio.positions(undefined, { signal }),
  };
}
