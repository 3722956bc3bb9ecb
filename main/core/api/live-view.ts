import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { FunnelView, SignalView } from '#shared/contract/signal.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import type { TickerView } from '#shared/contract/market.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { contractSymbol, signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { accountFacts, UNVALUED_ENTRY } from '../agents/risk/account-facts.ts';
import type { EquityLosses } from '../agents/risk/breakers/equity-stop.ts';
import type { AccountFacts } from '../agents/risk/context.ts';
import type { TickerBook } from '../market/ticker-book.ts';
import type { MarketFeed } from '../ports/market-feed.ts';
import type { TradingCore } from '../trading-core.ts';
import { AccountBook } from './account-book.ts';
import { Topic } from './topic.ts';
import { agentViews } from './views/agent-views.ts';
import { noteOldest, type OldestData } from './views/outside-ages.ts';
import { funnelView } from './views/funnel-view.ts';
import { tickerView } from './views/market-views.ts';
import { overviewView } from './views/overview-view.ts';
import { positionView } from './views/position-views.ts';
import { cellView } from './views/score-views.ts';
import { signalView } from './views/signal-views.ts';
import { statusView, type FeedStatus } from './views/status-view.ts';

/** How often the screens' rows are renewed: prices and account, and everything else. */
const FAST_MS = 250;
const SLOW_MS = 1_000;
/** The funnel counts the last day. */
const FUNNEL_MS = DAY;
const LATEST_SIGNALS = 60;
/** Half-hour closes of the last day, for the sparks. */
const SPARK_CLOSES = 48;

export interface LiveParts {
  readonly core: TradingCore;
  readonly feed: MarketFeed;
  readonly tickers: TickerBook;
  readonly feedStatus: () => FeedStatus;
  readonly startedAt: number;
  readonly verifiedAt: number;
}

/** Keeps the rows of every live topic up to date. What the screens show is computed here once, whoever looks. */
export class LiveView implements Disposable {
  readonly status: Topic<StatusView>;
  readonly agents: Topic<AgentView>;
  readonly tickers: Topic<TickerView>;
  readonly cells: Topic<CellView>;
  readonly signals: Topic<SignalView>;
  readonly funnel: Topic<FunnelView>;
  readonly overview: Topic<OverviewView>;
  readonly positions: Topic<PositionView>;
  readonly book: AccountBook;
  readonly #parts: LiveParts;
  readonly #closes = new Map<ContractSymbol, number[]>();
  readonly #changedSignals = new Set<string>();
  #latest: string[] = [];
  #outside: OldestData = new Map();
  #timers: Disposable[] = [];
  readonly #following: readonly Disposable[];
  readonly #started = deferred();

  constructor(parts: LiveParts) {
    this.#parts = parts;
    const { scheduler, journal } = parts.core.parts;
    this.status = new Topic(scheduler);
    this.agents = new Topic(scheduler);
    this.tickers = new Topic(scheduler);
    this.cells = new Topic(scheduler);
    this.signals = new Topic(scheduler);
    this.funnel = new Topic(scheduler);
    this.overview = new Topic(scheduler);
    this.positions = new Topic(scheduler);
    this.book = new AccountBook(journal);
    for (const row of [...journal.state.signals()].slice(-LATEST_SIGNALS)) this.#changedSignals.add(row.id);
    const { bus } = parts.core;
    this.#following = [
      bus.on('signal rows', ['signal.'], ({ subject }) => this.#changedSignals.add(subject)),
      bus.on('sparks', ['market.candle-closed'], (event) => {
        if (event.type !== 'market.candle-closed' || event.data.timeframe !== '30m') return;
        this.#onHalfHour(contractSymbol(event.subject), event.data.close);
      }),
    ];
  }

  /** Resolves when the rows are there for the first time. */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** Renews every row once and then regularly. */
  start(): void {
    const { scheduler } = this.#parts.core.parts;
    this.#fast();
    this.#slow();
    this.#started.resolve();
    this.#timers = [
      scheduler.every(FAST_MS, () => this.#fast()),
      scheduler.every(SLOW_MS, () => this.#slow()),
      ...this.#watchState(),
    ];
  }

  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
    for (const following of this.#following) following.dispose();
  }

  /** Works the agents' rows out anew, and returns them. */
  renewAgents(): readonly AgentView[] {
    const { supervisor, orchestrator, parts } = this.#parts.core;
    const { clock } = parts;
    const outside = this.#outside;
    const at = { supervisor, orchestrator, now: clock.now(), monotonic: clock.monotonic(), outside };
    this.agents.put(agentViews(at, this.cells.rows()));
    return this.agents.rows();
  }

  /** The account as the gate sees it now, or why it is not known. */
  account(): { readonly facts: AccountFacts | null; readonly losses: EquityLosses | null; readonly problem: string } {
    const { core } = this.#parts;
    const { clock, journal, instruments } = core.parts;
    const value = core.value(clock.now());
    if (!value.known)
      return { facts: null, losses: null, problem: `${value.reason.replace('-', ' ')}: ${value.symbol ?? 'account'}` };
    const losses = core.losses(clock.now(), value.equity);
    const open = journal.state.openOrders();
    const { leverage } = core.gateDesk.limits.current;
    const foreign = core.reconciler?.foreignHoldings();
    const facts = accountFacts(value, losses, open, instruments, core.marks, leverage, foreign);
    return { facts, losses, problem: facts === null ? UNVALUED_ENTRY : '' };
  }

  /** A changed trading state is shown at once, but never before whoever changed it has gone on. */
  #watchState(): readonly Disposable[] {
    const { core } = this.#parts;
    return [core.state.onChange.on(() => core.parts.scheduler.after(0, () => this.#slow()))];
  }

  #fast(): void {
    const { core, tickers, feed } = this.#parts;
    const { instruments } = core.parts;
    const rows: TickerView[] = [];
    for (const ticker of tickers.all()) {
      const { symbol } = ticker;
      const instrument = instruments.get(symbol);
      if (instrument === undefined) continue;
      core.scores.onPrice(symbol, ticker.last, ticker.tsReceived);
      rows.push(tickerView(ticker, instrument, this.#closes.get(symbol) ?? [], feed.simulated));
    }
    this.tickers.put(rows);
    this.#account();
    this.#latestSignals();
  }

  #slow(): void {
    const { core, startedAt, verifiedAt, feedStatus, feed } = this.#parts;
    const { clock, journal, config } = core.parts;
    const now = clock.now();
    const { facts, losses, problem } = this.account();
    const cells: CellView[] = [];
    const outside = new Map<ScoringAgentName, number>();
    const scoringFrom = clock.monotonic();
    for (const symbol of core.scores.symbols) {
      for (const timeframe of core.scores.timeframes) {
        const opened = core.scores.openScore(symbol, timeframe, false);
        noteOldest(outside, opened.score);
        cells.push(cellView(core.scores, symbol, timeframe, now, opened));
      }
    }
    this.#outside = outside;
    core.supervisor.beat('technical', (clock.monotonic() - scoringFrom) / Math.max(1, core.scores.symbols.length));
    this.cells.put(cells);
    const agents = this.renewAgents();
    this.funnel.put([funnelView(journal.state.signals(), now - FUNNEL_MS, now)]);
    this.status.put([
      statusView({
        now,
        config,
        startedAt,
        verifiedAt,
        feedName: feed.name,
        feed: feedStatus(),
        journal,
        trading: core.tradingState,
        paused: core.throttle.paused,
        account: facts,
        losses,
        problem,
        agents,
      }),
    ]);
  }

  #account(): void {
    const { core } = this.#parts;
    const { clock, journal, config, instruments } = core.parts;
    const { facts, losses, problem } = this.account();
    const openOrders = journal.state.openOrders();
    this.overview.put([
      overviewView({
        now: clock.now(),
        simulated: config.simulated,
        account: facts,
        problem,
        losses,
        results: this.book.results,
        trades: this.book.trades.closed,
        limits: core.gateDesk.limits.current,
        trading: core.tradingState,
        coinOf: (symbol) => instruments.get(symbol)?.coin ?? symbol,
        openOrders: openOrders.length,
      }),
    ]);
    const rows: PositionView[] = [];
    for (const position of journal.state.positions()) {
      const instrument = instruments.get(position.symbol);
      if (position.lots === 0 || instrument === undefined) continue;
      const mark = core.marks.get(position.symbol) ?? null;
      const signal = position.signalId === null ? null : journal.state.signal(position.signalId);
      const { leverage } = core.gateDesk.limits.current;
      rows.push(
        positionView({ position, instrument, mark, signal, openOrders, leverage, simulated: config.simulated }),
      );
    }
    this.positions.replace(rows);
  }

  #latestSignals(): void {
    if (this.#changedSignals.size === 0) return;
    const { journal, instruments } = this.#parts.core.parts;
    const changed = [...this.#changedSignals];
    this.#changedSignals.clear();
    const known = new Set(this.#latest);
    this.#latest.push(...changed.filter((id) => !known.has(id) && journal.state.signal(signalId(id)) !== null));
    this.#latest = this.#latest.slice(-LATEST_SIGNALS);
    const kept = new Set(this.#latest);
    const rows = changed.flatMap((id) => {
      const row = kept.has(id) ? journal.state.signal(signalId(id)) : null;
      return row === null ? [] : [signalView(row, instruments.get(row.symbol))];
    });
    this.signals.put(rows);
    this.signals.drop(this.signals.rows().flatMap(({ key }) => (kept.has(key) ? [] : [key])));
  }

  #onHalfHour(symbol: ContractSymbol, close: number): void {
    const closes = this.#closes.get(symbol) ?? [];
    closes.push(close);
    if (closes.length > SPARK_CLOSES) closes.shift();
    this.#closes.set(symbol, closes);
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
