import type { EquityCurve } from '#shared/contract/portfolio.ts';
import { epochMs } from '#shared/domain/time.ts';
import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import { negate, parseMoney, toPlot, ZERO, type Money } from '#shared/domain/money.ts';
import type { EventDataByType, MovementKind } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { Journal } from '../journal/journal.ts';
import { parseEquityRow, parseFillRow, parseLedgerRow, type EquityRow } from '../journal/rows.ts';
import { ResultBook } from '../portfolio/results.ts';
import { TradeLog } from '../portfolio/trade-log.ts';

/** Points of an equity curve sent to a screen at most. */
const MOST_POINTS = 2_000;

/** Equity samples, money flows and closed trades of the account: read once from the tables, then kept up with the journal. */
export class AccountBook {
  readonly results = new ResultBook();
  readonly trades = new TradeLog();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
    for (const row of journal.store.rows('equity')) this.results.onEquity(parseEquityRow(row));
    this.#readFlows();
    journal.onAppended.on((event) => this.#onEvent(event));
  }

  /** Samples of the equity table as read at the start, for those who continue from them. */
  get samples(): readonly EquityRow[] {
    return this.results.samples;
  }

  /** The equity curve from a moment on, thinned evenly. */
  curve(from: number, simulated: boolean): EquityCurve {
    const samples = this.results.samples.filter((sample) => sample.ts >= from);
    const step = Math.max(1, Math.ceil(samples.length / MOST_POINTS));
    const kept = samples.filter((_, i) => i % step === 0 || i === samples.length - 1);
    return {
      ts: kept.map((s) => s.ts),
      equity: kept.map((s) => toPlot(s.equity)),
      peak: kept.map((s) => toPlot(s.peak)),
      trades: this.trades.closed
        .filter((trade) => trade.closedAt >= from)
        .map((trade) => ({
          ts: trade.closedAt,
          symbol: trade.symbol,
          result: toPlot(trade.result),
          signalId: this.#journal.state.order(clientOrderId(trade.entryOrderId))?.signalId ?? null,
        })),
      provenance: simulated ? 'simulated' : 'measured',
    };
  }

  /** Fills and funding in the order in which they were booked; both tables are keyed by their record's number. */
  #readFlows(): void {
    const { store } = this.#journal;
    const funding = [...store.rows('ledger')].map(parseLedgerRow).filter(({ account }) => account === 'funding');
    const moved = [...this.#journal.state.movements()].sort((a, b) => a.bookedAt - b.bookedAt);
    let nextMoved = 0;
    const movedBefore = (ts: number): void => {
      for (let row = moved[nextMoved]; row !== undefined && row.bookedAt < ts; row = moved[++nextMoved]) {
        this.#onMoved(row.bookedAt, row.kind, row.amount);
      }
    };
    let next = 0;
    const fundingBefore = (seq: number): void => {
      for (let row = funding[next]; row !== undefined && row.seq < seq; row = funding[++next]) {
        // The account says where cash came from, so its sign is turned.
        this.results.onFunding(row.ts, negate(row.amount));
      }
    };
    for (const row of store.rows('fills')) {
      const fill = parseFillRow(row);
      fundingBefore(fill.seq);
      movedBefore(fill.ts);
      this.results.onFill(fill.ts, fill.realised, fill.fee);
      this.trades.add(fill);
    }
    fundingBefore(Number.POSITIVE_INFINITY);
    movedBefore(Number.POSITIVE_INFINITY);
  }

  /** Funding is read from the ledger with that of simulated venues, which has no movement. */
  #onMoved(ts: number, kind: MovementKind, amount: Money): void {
    if (kind === 'transfer') this.results.onTransfer(ts, amount);
    else if (kind === 'adjustment') this.results.onFill(ts, amount, ZERO);
    else if (kind === 'rebate' || kind === 'fee') this.results.onFill(ts, ZERO, negate(amount));
  }

  #onEvent(event: JournalEvent): void {
    if (event.type === 'equity.sampled') this.#onEquity(event);
    if (event.type === 'order.fill') this.#onFill(event);
    if (event.type === 'fee.corrected') {
      const { amount } = event.data as unknown as EventDataByType['fee.corrected'];
      this.#onMoved(event.ts, 'fee', parseMoney(amount));
    } else if (event.type === 'ledger.moved') {
      const { kind, amount } = event.data as unknown as EventDataByType['ledger.moved'];
      if (kind === 'funding') this.results.onFunding(event.ts, parseMoney(amount));
      else this.#onMoved(event.ts, kind, parseMoney(amount));
    } else if (event.type === 'funding.settled') {
      const { amount } = event.data as unknown as EventDataByType['funding.settled'];
      this.results.onFunding(event.ts, parseMoney(amount));
    }
  }

  #onEquity(event: JournalEvent): void {
    const data = event.data as unknown as EventDataByType['equity.sampled'];
    this.results.onEquity({
      ts: event.ts,
      equity: parseMoney(data.equity),
      peak: parseMoney(data.peak),
      gross: parseMoney(data.gross),
      net: parseMoney(data.net),
    });
  }

  #onFill(event: JournalEvent): void {
    const data = event.data as unknown as EventDataByType['order.fill'];
    const realised = parseMoney(data.realised);
    const fee = parseMoney(data.fee);
    this.results.onFill(event.ts, realised, fee);
    this.trades.add({
      symbol: contractSymbol(data.symbol),
      side: data.side,
      lots: data.lots,
      realised,
      fee,
      ts: epochMs(data.tsVenue),
      orderId: event.subject,
    });
  }
}
