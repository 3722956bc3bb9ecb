import type { Candle } from '#shared/domain/candle.ts';
import { clientOrderId, type ContractSymbol, type SignalId } from '#shared/domain/ids.ts';
import { notional, ticksToPlot, toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, add, ratio, subtract } from '#shared/domain/money.ts';
import { isOpenSignal, nextState } from '#shared/domain/signal-life.ts';
import type { OutcomeKind } from '#shared/domain/signal.ts';
import { isTimeframe, timeframeMs } from '#shared/domain/timeframe.ts';
import type { CloseCause, EntryEnded, PositionClosed } from '../execution/desk-types.ts';
import type { OrderDesk } from '../execution/order-desk.ts';
import type { Journal } from '../journal/journal.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { OrderRow, SignalRow } from '../journal/rows.ts';
import { OutcomeTracker, type SimulatedOutcome } from './outcome-tracker.ts';
import type { PathEnd } from './signal-path.ts';

const R_STEPS = 10_000;
/** What a simulated entry or exit is worse than the price: half the spread that the paper venue assumes. */
const SLIPPAGE_PPM = 100;
/** True of a refused signal that may still be filled: the venue did not answer, or it failed on the way there. */
const isInDoubt = ({ code, stage }: Pick<SignalRow, 'code' | 'stage'>): boolean =>
  code === 'VENUE_UNKNOWN' ||
  ((code === 'SIGNAL_INTERRUPTED' || code === 'SIGNAL_FAILED') && (stage === 'execution' || stage === 'risk'));

const OUTCOME_OF_CAUSE: Readonly<Record<CloseCause, OutcomeKind>> = {
  stop: 'stop',
  target: 'target',
  'time-out': 'time-out',
  exit: 'time-out',
};

/** Resolves every decided signal: executed ones by their position, the others by what the price did. */
export class OutcomeDesk {
  readonly #journal: Journal;
  readonly #instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly #tracker: OutcomeTracker;
  readonly #holdCandles: number;

  /** @param holdCandles candles of its timeframe for which a signal is followed: as long as a position is held. */
  constructor(
    journal: Journal,
    desk: OrderDesk,
    instruments: ReadonlyMap<ContractSymbol, Instrument>,
    holdCandles: number,
  ) {
    this.#holdCandles = holdCandles;
    this.#journal = journal;
    this.#instruments = instruments;
    this.#tracker = new OutcomeTracker(
      (symbol) => (Number(instruments.get(symbol)?.takerFeePpm ?? 0n) + SLIPPAGE_PPM) / 1e6,
    );
    desk.onPositionClosed.on((closed) => this.#resolveReal(closed));
    desk.onEntryEnded.on((ended) => this.#followUnfilled(ended));
  }

  /** How many signals await a simulated outcome. */
  get awaited(): number {
    return this.#tracker.size;
  }

  /** Follows a decided signal that was not executed. One whose entry is in doubt waits for what the venue proves. */
  follow({ id, signal, executed }: PathEnd, now: number): void {
    const instrument = this.#instruments.get(signal.symbol);
    const row = this.#journal.state.signal(id);
    if (executed || instrument === undefined || (row !== null && isInDoubt(row))) return;
    this.#tracker.add({
      id,
      symbol: signal.symbol,
      direction: signal.direction,
      price: ticksToPlot(instrument, signal.priceTicks),
      stop: ticksToPlot(instrument, signal.stopTicks),
      target: ticksToPlot(instrument, signal.targetTicks),
      deadline: now + this.#holdCandles * timeframeMs(signal.timeframe),
      since: now,
    });
  }

  /** Takes up again the signals of the journal that were still awaiting their outcome. */
  restore(): void {
    for (const row of this.#journal.state.signals()) {
      const refused = row.state !== 'EXECUTED' && row.state !== 'RESOLVED' && !isOpenSignal(row.state);
      if (!refused || row.stage === 'intake') continue;
      if (!isInDoubt(row) || !this.#isAtVenue(row.id)) this.#followRow(row);
    }
  }

  onCandle(symbol: ContractSymbol, candle: Candle, closeTs: number): void {
    const { ts, open, high, low, close } = candle;
    this.#tracker.onCandle(symbol, ts, closeTs, open, high, low, close, this.#report);
  }

  /** Books a settlement of funding on the signals that are followed; `mark` in quote units. */
  onFunding(symbol: ContractSymbol, rate: number, mark: number): void {
    this.#tracker.onFunding(symbol, rate, mark);
  }

  readonly #report = (outcome: SimulatedOutcome): void => {
    const instrument = this.#instruments.get(outcome.symbol);
    if (instrument === undefined || !this.#awaitsOutcome(outcome.id)) return;
    this.#journal.append({
      type: 'signal.resolved',
      subject: outcome.id,
      data: {
        outcome: outcome.outcome,
        r: outcome.r,
        real: false,
        exitTicks: toTicks(instrument, outcome.exit),
        heldMs: outcome.heldMs,
        feesPpm: 2 * Number(instrument.takerFeePpm),
        fundingPpm: Math.round(outcome.funding * 1e6),
        slippagePpm: 2 * SLIPPAGE_PPM,
      },
    });
  };

  /** The result of an executed signal: what its fills brought, against the loss that was planned at the stop. */
  #resolveReal(closed: PositionClosed): void {
    const signal = this.#journal.state.signal(closed.signalId);
    const instrument = this.#instruments.get(closed.symbol);
    if (signal === null || instrument === undefined || !this.#awaitsOutcome(signal.id)) return;
    this.#tracker.remove(closed.symbol, closed.signalId);
    // What a person added counts with the risk per contract of the signal.
    const lots = Math.max(this.#entryOf(signal)?.filledLots ?? 0, closed.enteredLots);
    const risk = absolute(notional(instrument, signal.priceTicks - signal.stopTicks, lots));
    const value = absolute(notional(instrument, signal.priceTicks, lots));
    const net = add(subtract(closed.realised, closed.fees), closed.funding);
    this.#journal.append({
      type: 'signal.resolved',
      subject: closed.signalId,
      data: {
        outcome: OUTCOME_OF_CAUSE[closed.how],
        r: risk > 0n ? Math.round(ratio(net, risk) * R_STEPS) / R_STEPS : 0,
        real: true,
        exitTicks: closed.exitTicks,
        heldMs: closed.heldMs,
        feesPpm: value > 0n ? Math.round(ratio(closed.fees, value) * 1e6) : 0,
        fundingPpm: value > 0n ? Math.round(ratio(closed.funding, value) * 1e6) : 0,
      },
    });
  }

  /** True while a signal may still take its outcome: each has one, whatever the venue tells late. */
  #awaitsOutcome(id: SignalId): boolean {
    const row = this.#journal.state.signal(id);
    return row !== null && nextState(row.state, 'resolve') !== null;
  }

  /** The entry order of a signal; one that was in doubt when the signal was decided is found by its own record. */
  #entryOf(signal: SignalRow): OrderRow | null {
    const { state, store } = this.#journal;
    if (signal.orderId !== null) return state.order(signal.orderId);
    const refusal = store.bySubject(signal.id).find(({ type }) => type === 'signal.refused');
    const numbers = (refusal?.data as EventDataByType['signal.refused'] | undefined)?.numbers;
    const id = numbers?.['orderId'];
    return typeof id === 'string' ? state.order(clientOrderId(id)) : null;
  }

  /** True while the venue may hold something of a signal. */
  #isAtVenue(id: SignalId): boolean {
    const { state } = this.#journal;
    return (
      state.openOrders().some((order) => order.signalId === id) ||
      state.positions().some((position) => position.lots !== 0 && position.signalId === id)
    );
  }

  /** An entry that never filled is followed like a refused signal: its outcome is what would have been. */
  #followUnfilled(ended: EntryEnded): void {
    const row = this.#journal.state.signal(ended.signalId);
    if (row !== null && row.state !== 'RESOLVED') this.#followRow(row);
  }

  #followRow(row: SignalRow): void {
    const instrument = this.#instruments.get(row.symbol);
    if (instrument === undefined || !isTimeframe(row.timeframe)) return;
    this.#tracker.add({
      id: row.id,
      symbol: row.symbol,
      direction: row.direction,
      price: ticksToPlot(instrument, row.priceTicks),
      stop: ticksToPlot(instrument, row.stopTicks),
      target: ticksToPlot(instrument, row.targetTicks),
      deadline: row.receivedAt + this.#holdCandles * timeframeMs(row.timeframe),
      since: row.receivedAt,
    });
  }
}
