import type { AccountView } from '#shared/contract/accounts.ts';
import type { FeedChannelView, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import type { Client } from '#shared/contract/index.ts';
import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
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
  readonly accounts: AccountView;
  readonly feeds: FeedView;
  readonly feedSymbols: FeedSymbolView;
  readonly feedChannels: FeedChannelView;
  readonly reconcile: ReconcileView;
  readonly differences: DifferenceView;
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
    accounts: (signal) => client.accounts.watch(undefined, { signal }),
    feeds: (signal) => client.feeds.watch(undefined, { signal }),
    feedSymbols: (signal) => client.feeds.symbols(undefined, { signal }),
    feedChannels: (signal) => client.feeds.channels(undefined, { signal }),
    reconcile: (signal) => client.reconcile.watch(undefined, { signal }),
    differences: (signal) => client.reconcile.differences(undefined, { signal }),
  };
}
