import type { ChartBar, ChartPage } from '#shared/contract/chart.ts';
import type { StreamMessage } from '#shared/contract/base.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { bucketStart, timeframeMs } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { OpenMinutes } from '../../market/open-minutes.ts';
import type { MarketFeed } from '../../ports/market-feed.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { CandleStore } from '../../ports/store.ts';
import { OnDemandTopic } from '../on-demand-topic.ts';
import type { StopSignal } from '../stop-signal.ts';
import { chartPage, LiveBars, type ChartRequest } from './chart-bars.ts';

/** How often the open bar of a chart that is looked at is renewed. */
const RENEW_MS = 250;

interface ChartParts {
  readonly feed: MarketFeed;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly store: CandleStore;
  readonly clock: { readonly now: () => number };
  readonly scheduler: Scheduler;
}

/** Price charts: pages of closed bars with indicators, and the open bar as it moves. */
export class ChartBoard implements Disposable {
  readonly #parts: ChartParts;
  readonly #minutes: OpenMinutes;

  constructor(parts: ChartParts) {
    this.#parts = parts;
    this.#minutes = new OpenMinutes(parts.feed, parts.instruments);
  }

  /** The newest `limit` closed bars before a moment; before now when it is not given. */
  page(request: ChartRequest, limit: number, before: number | undefined): ChartPage {
    const to = before ?? this.#parts.clock.now();
    const from = bucketStart(to, request.timeframe) - limit * timeframeMs(request.timeframe);
    return chartPage(this.#parts.store, request, Math.max(0, from), to);
  }

  watch(request: ChartRequest, signal: StopSignal | undefined): AsyncGenerator<StreamMessage<ChartBar>, void, void> {
    const { store, feed, clock, scheduler } = this.#parts;
    const open = (from: number) => this.#minutes.since(request.symbol, from);
    const bars = new LiveBars({ store, base: feed.baseTimeframe, open, now: () => clock.now() }, request);
    return new OnDemandTopic(scheduler, RENEW_MS, () => bars.rows()).subscribe(signal);
  }

  dispose(): void {
    this.#minutes.dispose();
  }
}
