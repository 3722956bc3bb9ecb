import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import { absolute, moneyOfUnits } from '#shared/domain/money.ts';
import { multiply, rational, toDecimal } from '#shared/domain/rational.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  AccountReport,
  Answer,
  OrderRef,
  OrderReport,
  PositionReport,
  ServiceStatus,
  VenueFillReport,
  VenueQuestions,
} from '../ports/venue.ts';
import type { PaperAccount, PaperPosition } from './paper-account.ts';
import type { PaperArchive } from './paper-archive.ts';
import { awaitsTrigger, reportOf, type PaperOrder } from './paper-order.ts';

/** What the answers are read from. */
export interface PaperRecords {
  readonly clock: Clock;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly live: ReadonlyMap<string, PaperOrder>;
  readonly archive: PaperArchive;
  readonly account: PaperAccount;
  /** Margin and fees held back for open orders. */
  readonly reserved: () => bigint;
  /** Brings the book up to now: orders, cancels and changes whose time has come. */
  readonly settle: () => void;
}

/** Answers about the paper venue, out of its own book. It is never down and its clock is ours. */
export class PaperQuestions implements VenueQuestions {
  readonly #records: PaperRecords;

  constructor(records: PaperRecords) {
    this.#records = records;
  }

  async order({ clientOrderId, venueOrderId }: OrderRef): Promise<Answer<OrderReport | null>> {
    return this.#known(
      () => this.#find(clientOrderId) ?? (venueOrderId === null ? null : this.#byVenueId(venueOrderId)),
    );
  }

  async openOrders(): Promise<Answer<readonly OrderReport[]>> {
    return this.#known(() => [...this.#records.live.values()].map(liveReport));
  }

  async doneOrders(since: EpochMs): Promise<Answer<readonly OrderReport[]>> {
    return this.#known(() => this.#records.archive.ordersSince(since));
  }

  async fills(since: EpochMs): Promise<Answer<readonly VenueFillReport[]>> {
    return this.#known(() => this.#records.archive.fillsSince(since));
  }

  async positions(): Promise<Answer<readonly PositionReport[]>> {
    return this.#known(() =>
      [...this.#records.account.positions].map(([symbol, position]) => this.#positionReport(symbol, position)),
    );
  }

  async account(): Promise<Answer<AccountReport>> {
    this.#records.settle();
    const { account, instruments, clock } = this.#records;
    if (account.free === null) return { known: false, reason: 'the paper venue was given no wallet' };
    const equity = account.equity(instruments);
    if (equity === null) return { known: false, reason: 'a held contract has no mark price yet' };
    const available = moneyOfUnits(account.free - this.#records.reserved());
    return { known: true, value: { cash: moneyOfUnits(account.cash), equity, available }, askedAt: clock.now() };
  }

  /** Paper money is never paid in or taken out, and its funding is booked as it is settled. */
  async movements(): Promise<Answer<null>> {
    return this.#known(() => null);
  }

  async service(): Promise<Answer<{ readonly status: ServiceStatus; readonly reason: string }>> {
    return this.#known(() => ({ status: 'open' as const, reason: 'simulated' }));
  }

  async clockOffset(): Promise<Answer<number>> {
    return this.#known(() => 0);
  }

  #known<T>(read: () => T): Answer<T> {
    this.#records.settle();
    return { known: true, value: read(), askedAt: this.#records.clock.now() };
  }

  #find(id: string): OrderReport | null {
    const entry = this.#records.live.get(id);
    return entry === undefined ? this.#records.archive.order(id) : liveReport(entry);
  }

  /** Our orders carry our id in the venue's; others are kept under the venue's. */
  #byVenueId(id: string): OrderReport | null {
    return this.#find(id.replace(/^paper-/, '')) ?? this.#records.archive.order(id);
  }

  #positionReport(symbol: ContractSymbol, position: PaperPosition): PositionReport {
    const instrument = this.#records.instruments.get(symbol);
    return {
      symbol,
      lots: position.lots as Lots,
      entryPrice: instrument === undefined ? null : entryPrice(position, instrument),
      marginMode: 'isolated',
      leverage: position.leverage,
      liquidationTicks: instrument === undefined ? null : this.#records.account.liquidationTicks(instrument),
      tsVenue: position.changedAt,
    };
  }
}

const liveReport = (entry: PaperOrder): OrderReport => reportOf(entry, awaitsTrigger(entry) ? 'waiting' : 'open');

/** Average entry, exact to 12 decimals. */
function entryPrice({ lots, entryValue }: PaperPosition, instrument: Instrument): string | null {
  if (entryValue === null || lots === 0) return null;
  const ticks = rational(absolute(entryValue), BigInt(Math.abs(lots)) * instrument.tickValue);
  const tick = rational(BigInt(instrument.tickUnits), 10n ** BigInt(instrument.priceScale));
  const text = toDecimal(multiply(ticks, tick), 12);
  return text.replace(/0+$/, '').replace(/\.$/, '');
}
