import { denial, type Denial } from '#shared/domain/denial.ts';
import { RISK_CAUSES, type RiskCause } from '#shared/domain/guard.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { parseMoney, subtract, type Money } from '#shared/domain/money.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { PositionClosed } from '../../../execution/desk-types.ts';
import type { EventType } from '../../../journal/event-types.ts';
import type { JournalDraft } from '../../../journal/event.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { GuardEventData } from '../../../journal/guard-event-types.ts';
import type { Log } from '../../../ports/log.ts';
import type { Ticker } from '../../../ports/market-feed.ts';
import type { BreakerReport, GuardTime } from '../breakers/breaker.ts';
import { ConnectorBreaker } from '../breakers/connector-breaker.ts';
import { EQUITY_MEASURES, EquityStop, type EquityLosses, type EquityMeasure } from '../breakers/equity-stop.ts';
import { REARM_WORD, RiskBreaker } from '../breakers/risk-breaker.ts';
import type { GuardedEntry, GuardFacts } from '../guard-facts.ts';
import type { TradeOutcome } from '../protections/protection.ts';
import { Protections } from '../protections/protections.ts';
import type { SettingChange } from '../protections/settings.ts';
import type { TradingStateOwner } from '../state/trading-state-owner.ts';
import { lossNumbers, lossSentence, recordedGuard, samplesAfter, type RecordedGuard } from './guard-records.ts';
import { MAJOR_LIMITS, MARKET_DEFAULTS, MarketWatch, type MarketLimits } from './market-watch.ts';

/** Stops on one symbol within this span that halt everything. */
const STREAK = { stops: 5, withinMs: 24 * 3_600_000 } as const;
const WEEK_MS = 7 * 86_400_000;
/** Trades read back at a start. */
const TRADES_BACK = 2_000;

/** A symbol to be watched. */
export interface GuardedSymbol {
  readonly symbol: ContractSymbol;
  /** BTC and ETH have tighter limits. */
  readonly major: boolean;
}

/** What the guard is made of. */
export interface GuardParts {
  readonly journal: Pick<Journal, 'append'> & {
    readonly state: Pick<Journal['state'], 'rows'>;
    readonly store: Pick<Journal['store'], 'query'>;
  };
  readonly time: GuardTime;
  readonly log: Log;
  /** The trading state: only risk breakers ever touch it. */
  readonly state: Pick<TradingStateOwner, 'raise' | 'clear'>;
  readonly symbols: readonly GuardedSymbol[];
  /** A price older than this pauses its symbol, ms. */
  readonly staleMs: number;
  readonly venue: {
    readonly name: string;
    /** Asks the venue something harmless; whether it gave a clear answer. Null where there is no connection to fail. */
    readonly probe: (() => Promise<boolean>) | null;
  };
  /** True where the feed must say what the next funding is: unknown then refuses. */
  readonly fundingRequired: boolean;
  /** A pause made by a person or a source. */
  readonly pauseFor: (entry: GuardedEntry) => Denial | null;
  /** False where nobody could re-arm a risk breaker, as in a replay: losses then latch nothing. */
  readonly attended: () => boolean;
  /** The last known equity, for the size of results. */
  readonly equity: () => Money | null;
}

/** What became of a person's wish to re-arm. */
export type Rearmed = 'done' | 'not-found' | 'not-open' | 'wrong-word';

/**
 * Keeps the three kinds of breakers and the protections, each fed from what it watches, and answers what they say of an
 * entry. Connector and market breakers refuse entries and end by themselves; risk breakers also take the trading state
 * back, and wait for a person.
 */
export class Guard {
  /** A breaker, a lock or a setting changed. */
  readonly onChange = new Emitter<void>();
  readonly connector: ConnectorBreaker;
  readonly protections: Protections;
  readonly #parts: GuardParts;
  readonly #markets = new Map<string, MarketWatch>();
  readonly #risks = new Map<RiskCause, RiskBreaker>();
  readonly #equityStop = new EquityStop();
  /** Stops before this span time do not count for the streak: a person has seen them. */
  #streakFrom = Number.NEGATIVE_INFINITY;

  constructor(parts: GuardParts) {
    this.#parts = parts;
    const { time, symbols, venue, staleMs } = parts;
    const opened = (report: BreakerReport, code: Denial['code']): void => this.#opened(report, code);
    const closed = (report: BreakerReport, by = 'time'): void => this.#closed(report, by, '');
    this.connector = new ConnectorBreaker(venue.name, time, {
      onOpened: opened,
      onHalfOpen: (report) => {
        this.#record('breaker.half-open', report.id, { kind: report.kind, sentence: report.sentence });
      },
      onClosed: (report) => {
        closed(report, 'probes');
      },
    });
    const marketEvents = {
      onOpened: (report: BreakerReport, code: Denial['code']) => {
        opened(report, code);
        if (code === 'RISK_VOLATILITY') this.#onVolatile();
      },
      onClosed: closed,
    };
    for (const { symbol, major } of symbols) {
      const limits: MarketLimits = { ...(major ? MAJOR_LIMITS : MARKET_DEFAULTS), staleMs };
      this.#markets.set(symbol, new MarketWatch(symbol, time, marketEvents, limits));
    }
    for (const cause of RISK_CAUSES) {
      const events = { onOpened: opened, onRearmed: this.#closed };
      this.#risks.set(cause, new RiskBreaker(cause, time, events));
    }
    this.protections = new Protections(time, this.#protectionEvents());
  }

  /** Takes up what the journal knows. A risk breaker found open takes the trading state back again. */
  start(): void {
    const { journal, time } = this.#parts;
    const recorded = recordedGuard(journal.state);
    const connector = recorded.breakers.get(this.connector.id);
    if (connector !== undefined) this.connector.restore(connector);
    for (const market of this.#markets.values()) market.restore(recorded.breakers);
    this.#restoreRisks(recorded);
    for (const setting of recorded.settings) this.protections.restoreSetting(setting);
    for (const { data, at } of recorded.locks) this.protections.restoreLock(data, at);
    const past = journal.store.query({
      before: null,
      limit: TRADES_BACK,
      types: ['trade.closed'],
      subject: null,
      text: null,
    });
    const shift = time.span() - time.now();
    for (const { ts, subject, data } of [...past].sort((a, b) => a.seq - b.seq)) {
      if (ts < time.now() - WEEK_MS) continue;
      this.protections.remember(outcomeOf(subject, data as unknown as GuardEventData['trade.closed'], ts + shift));
    }
    for (const risk of this.#risks.values()) if (risk.state !== 'armed') this.#hold(risk);
  }

  /** What stands in the way of an entry now. */
  facts(entry: GuardedEntry): GuardFacts {
    const { symbol, direction, source } = entry;
    this.connector.onTime();
    const market = this.#markets.get(symbol);
    market?.onTime();
    const risks = [...this.#risks.values()].flatMap((risk) => risk.refusal() ?? []);
    return {
      pause: this.#parts.pauseFor(entry),
      connector: this.connector.refusal(),
      market: [...this.#unknownFunding(entry, market), ...(market?.refusals() ?? [])],
      protections: [...risks, ...this.protections.refusals({ symbol, side: direction, source })],
    };
  }

  /** A mark price, in quote units. */
  onMark(symbol: ContractSymbol, price: number): void {
    this.#markets.get(symbol)?.onMark(price);
  }

  /** A ticker: funding terms and the figures of market protections. Allocates only when one of those passes its limit. */
  onTicker(ticker: Ticker): void {
    const market = this.#markets.get(ticker.symbol);
    if (market === undefined) return;
    market.onFunding(ticker.fundingRate, ticker.nextFundingAt);
    const { bid, ask, mark, index } = ticker;
    const { marketFloor } = this.protections;
    const spread = bid > 0 && ask > 0 ? ((ask - bid) / ask) * 1e6 : Number.NaN;
    const indexGap = index > 0 && mark > 0 ? Math.abs(mark / index - 1) * 1e6 : Number.NaN;
    const jump = (market.jump ?? Number.NaN) * 1e6;
    if (!(spread >= marketFloor.spread || indexGap >= marketFloor.indexGap || jump >= marketFloor.jump)) return;
    const known = (figure: number): number | null => (Number.isNaN(figure) ? null : figure);
    const view = { symbol: ticker.symbol, spread: known(spread), indexGap: known(indexGap), jump: known(jump) };
    this.protections.onMarket(view, this.#volatile());
  }

  /** Time went on: what is over ends, what is too old is seen, and a probe is sent where one is due. */
  onTime(): void {
    for (const market of this.#markets.values()) market.onTime();
    this.connector.onTime();
    const { probe } = this.#parts.venue;
    const round = probe === null ? null : this.connector.nextProbe();
    if (probe === null || round === null) return;
    probe().then(
      (answered) => {
        this.connector.onProbe(round, answered);
      },
      () => {
        this.connector.onProbe(round, false);
      },
    );
  }

  /** A call to the venue ended. */
  onCall(failed: boolean, tookMs: number): void {
    this.connector.onCall(failed, tookMs);
  }

  /**
   * The account's true equity: cash, open results, fees and funding.
   * @param paidIn capital paid in less paid out up to now.
   * @param recorded true for the regular samples; the looks between them are not.
   */
  onEquity(at: number, equity: Money, paidIn: Money, recorded: boolean): void {
    this.protections.onEquity(equity, paidIn);
    const attended = this.#parts.attended();
    const { losses, record } = this.#equityStop.look(at, equity, paidIn, recorded);
    // A past has its samples in the journal: from the last reference they give the same again.
    if (record !== null && (attended || record.by !== 'sample')) this.#record('equity.reference', 'equity', record);
    if (!attended) return;
    for (const measure of EQUITY_MEASURES) {
      const loss = losses[measure];
      this.#risks.get(measure)?.judge(loss.level, lossNumbers(loss), () => lossSentence(measure, loss));
    }
  }

  /** A position is flat. */
  onTradeClosed(closed: PositionClosed, of: { readonly side: number; readonly source: string }): void {
    const equity = this.#parts.equity();
    const share = (part: Money): number =>
      equity === null || equity <= 0n ? 0 : Math.round(Number((part * 10_000_000n) / equity) / 10);
    const data: GuardEventData['trade.closed'] = {
      signalId: closed.signalId,
      ...of,
      how: closed.how,
      heldMs: closed.heldMs,
      resultPpm: share((subtract(closed.realised, closed.fees) + closed.funding) as Money),
      feesPpm: share(closed.fees),
      fundingPpm: share(closed.funding),
    };
    this.#record('trade.closed', closed.symbol, data);
    const trade = outcomeOf(closed.symbol, data, this.#parts.time.span());
    this.protections.onTrade(trade);
    if (trade.how === 'stop') this.#onStop(closed.symbol);
  }

  /** The venue refused an order, or gave no clear answer to one. */
  onOrderAnswer(symbol: string, kind: 'refused' | 'unknown'): void {
    this.protections.onOrderAnswer(symbol, kind);
  }

  /** What we hold and what the venue holds is not the same. `sentence` without a full stop. */
  onMismatch(sentence: string): void {
    this.#judge('mismatch', sentence, {});
  }

  /** Records cannot be kept, or are not as they were written. */
  onAuditFailure(sentence: string): void {
    this.#judge('audit', sentence, {});
  }

  /** A person re-arms a risk breaker; the loss it watches is measured from the present equity on. */
  rearm(id: string, word: string, by: string, reason: string): Rearmed {
    const risk = [...this.#risks.values()].find((each) => each.id === id);
    if (risk === undefined) return 'not-found';
    if (word !== REARM_WORD) return 'wrong-word';
    return this.#rearm(risk, by, reason) ? 'done' : 'not-open';
  }

  /** A person resumed trading after all: every open risk breaker is re-armed with it. */
  onTradingResumed(by: string): void {
    for (const risk of this.#risks.values()) this.#rearm(risk, by, 'trading was resumed');
  }

  /** Sets a protection; a sentence that says what is wrong, or null. */
  configure(id: string, target: string, change: SettingChange, by: string, reason: string): string | null {
    const protection = this.protections.find(id);
    if (protection === null) return `There is no protection "${id}".`;
    return this.protections.configure(protection, target, change, by, reason);
  }

  /** Ends a lock before its time; false when none stands. */
  unlock(id: string, target: string, by: string, reason: string): boolean {
    const protection = this.protections.find(id);
    return protection !== null && this.protections.unlock(protection, target, by, reason);
  }

  /** The ids of the risk breakers that are open. */
  openRisks(): readonly string[] {
    return [...this.#risks.values()].flatMap(({ id, state }) => (state === 'armed' ? [] : [id]));
  }

  /** The losses of an equity as of now; asking moves nothing. */
  measure(at: number, equity: Money, paidIn: Money): EquityLosses {
    return this.#equityStop.measure(at, equity, paidIn);
  }

  /** The last equity looked at; null before the first. */
  get equity(): Money | null {
    return this.#equityStop.equity;
  }

  /** What losses are measured from; null before the first look at an equity. */
  get lossReferences(): EquityStop['references'] {
    return this.#equityStop.references;
  }

  /** Every breaker: the connector's, the risk breakers, and the market's by symbol. */
  reports(): readonly BreakerReport[] {
    return [
      this.connector.report(),
      ...[...this.#risks.values()].map((risk) => risk.report()),
      ...[...this.#markets.values()].flatMap((market) => market.reports()),
    ];
  }

  #rearm(risk: RiskBreaker, by: string, reason: string): boolean {
    const { equity } = this.#equityStop;
    if (risk.state === 'armed') return false;
    if (equity !== null && isMeasure(risk.cause)) {
      const record = this.#equityStop.rebase(risk.cause, equity, by);
      if (record !== null) this.#record('equity.reference', 'equity', record);
    }
    if (risk.cause === 'loss-streak') this.#streakFrom = this.#parts.time.span();
    return risk.rearm(by, reason);
  }

  #judge(cause: RiskCause, sentence: string, numbers: Record<string, number | string>): void {
    if (this.#parts.attended()) this.#risks.get(cause)?.judge('red', numbers, () => sentence);
  }

  #onStop(symbol: string): void {
    const since = Math.max(this.#streakFrom, this.#parts.time.span() - STREAK.withinMs);
    const count = this.protections.stopsOn(symbol, since);
    if (count < STREAK.stops) return;
    this.#judge('loss-streak', `${symbol} was stopped out ${String(count)} times in 24 h`, { symbol, count });
  }

  #volatile(): number {
    let count = 0;
    for (const { volatility } of this.#markets.values()) if (volatility.isOpen) count += 1;
    return count;
  }

  #onVolatile(): void {
    const nothing = { symbol: '', spread: null, indexGap: null, jump: null };
    this.protections.onMarket(nothing, this.#volatile());
  }

  #unknownFunding({ symbol }: GuardedEntry, market: MarketWatch | undefined): readonly Denial[] {
    if (!this.#parts.fundingRequired || market?.knowsFunding === true) return [];
    return [denial('RISK_INPUT_UNKNOWN', { input: `next funding of ${symbol}` })];
  }

  #restoreRisks({ breakers, reference }: RecordedGuard): void {
    if (reference !== null) {
      this.#equityStop.restore(reference.data);
      const paidIn = parseMoney(reference.data.paidIn);
      for (const { at, equity } of samplesAfter(this.#parts.journal.store, reference.at))
        this.#equityStop.look(at, equity, paidIn, true);
    }
    for (const risk of this.#risks.values()) {
      const record = breakers.get(risk.id);
      if (record === undefined) continue;
      risk.restore(record);
      if (risk.cause !== 'loss-streak' || record.type !== 'breaker.closed') continue;
      this.#streakFrom = this.#parts.time.span() - this.#parts.time.now() + record.at;
    }
  }

  #opened(report: BreakerReport, code: Denial['code']): void {
    const { id, kind, level, until, numbers, sentence } = report;
    const { seconds: _, ...figures } = numbers;
    this.#record('breaker.opened', id, { kind, level, code, until, numbers: figures, sentence });
    const risk = kind === 'risk' ? [...this.#risks.values()].find((each) => each.id === id) : undefined;
    if (risk !== undefined) this.#hold(risk);
  }

  readonly #closed = (report: BreakerReport, by: string, reason: string): void => {
    const { id, kind } = report;
    this.#record('breaker.closed', id, { kind, by, sentence: reason });
    if (kind === 'risk') this.#attempt(() => this.#parts.state.clear(id, by));
  };

  #hold(risk: RiskBreaker): void {
    const level = risk.state === 'halted' ? 'HALTED' : 'REDUCING';
    const cause = { kind: risk.id, level, reason: risk.sentence, by: 'guard', latched: true } as const;
    this.#attempt(() => {
      this.#parts.state.raise(cause);
    });
  }

  #protectionEvents(): ConstructorParameters<typeof Protections>[1] {
    return {
      onLocked: ({ protection, scope, target, numbers }, untilWall) => {
        const data = { protection: protection.id, scope, target, until: Math.round(untilWall), numbers };
        this.#record('protection.locked', `${protection.id}|${target}`, data);
      },
      onUnlocked: ({ id }, target, by, reason) => {
        this.#record('protection.unlocked', `${id}|${target}`, { protection: id, target, by, reason });
      },
      onConfigured: ({ id }, data) => {
        this.#record('protection.configured', `${id}|${data.target}`, data);
      },
    };
  }

  #record<T extends EventType>(type: T, subject: string, data: JournalDraft<T>['data']): void {
    this.#attempt(() => this.#parts.journal.append({ type, subject, data }));
    this.onChange.emit();
  }

  /** What the guard found stands in memory even when it cannot be recorded. */
  #attempt(task: () => unknown): void {
    try {
      task();
    } catch (error) {
      this.#parts.log.error('The guard could not record what it found', { error: String(error) });
    }
  }
}

const isMeasure = (cause: RiskCause): cause is EquityMeasure => EQUITY_MEASURES.includes(cause as EquityMeasure);

const outcomeOf = (symbol: string, data: GuardEventData['trade.closed'], at: number): TradeOutcome => ({
  symbol,
  side: data.side,
  source: data.source,
  how: data.how,
  heldMs: data.heldMs,
  resultPpm: data.resultPpm,
  feesPpm: data.feesPpm,
  fundingPpm: data.fundingPpm,
  at,
});
