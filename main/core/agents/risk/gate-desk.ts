import type { Denial } from '#shared/domain/denial.ts';
import { signalId, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { DepthLevel } from '../../ports/market-feed.ts';
import { CHECKS } from './checks.ts';
import {
  NOT_APPLICABLE,
  type BookFacts,
  type BuildFacts,
  type Fact,
  type GateContext,
  type Level,
  type MarketFacts,
  type OwnOrder,
  type RateFacts,
} from './context.ts';
import { LimitsDesk, type LimitAuthor, type LimitChanges, type LimitProblem } from './limits-desk.ts';
import { LIMIT_KEYS, type RiskLimits } from './limits.ts';
import { OrderRates, rateMemoryMs, type PlaceTaken } from './order-rates.ts';
import { Repeats } from './repeats.ts';
import type { Surroundings } from './surroundings.ts';

export interface GateDeskParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly limits: RiskLimits;
  /** Hash of the program and its configuration. */
  readonly build: string;
  /**
   * Who approves rules and program: a person for real orders; the program itself where fills are simulated; nobody in a
   * replay, which is repeated, not approved.
   */
  readonly approval: 'person' | 'system' | 'none';
  readonly surroundings: Surroundings;
  /** The time by which rates count, ms: by the monotonic clock, by the wall while the past is worked through. */
  readonly steadyNow: () => number;
  /** False while the past is worked through: nobody is there to enable a strategy again. */
  readonly attended: () => boolean;
}

/** What an entry is judged for beside its size and prices. */
export interface GateEntry {
  readonly symbol: ContractSymbol;
  /** The source of the signal; null for an order by hand. */
  readonly strategy: string | null;
}

/** The part of the context that the desk gives. */
export type DeskFacts = Pick<
  GateContext,
  | 'limits'
  | 'build'
  | 'storage'
  | 'clockOffsetMs'
  | 'key'
  | 'contractActive'
  | 'specificationAgeMs'
  | 'marginMode'
  | 'ownOrders'
  | 'rates'
  | 'repeats'
  | 'stream'
  | 'service'
> & { readonly market: Pick<MarketFacts, 'lastTicks' | 'indexTicks' | 'book' | 'fundingPpm'> };

/** Holds what the gate remembers (limits, rates, executions, approvals) and asks the surroundings for the rest. */
export class GateDesk {
  readonly limits: LimitsDesk;
  readonly rates: OrderRates;
  readonly repeats: Repeats;
  /** A person must look: one sentence. */
  readonly onAlarm = new Emitter<string>();
  readonly #parts: GateDeskParts;
  #rules = '';
  #rulesOf: RiskLimits | null = null;
  #approved: EventDataByType['gate.approved'] | null = null;

  constructor(parts: GateDeskParts) {
    this.#parts = parts;
    this.limits = new LimitsDesk(parts.journal, parts.limits);
    this.rates = new OrderRates(this.limits.current);
    this.repeats = new Repeats(parts.journal);
    parts.journal.onAppended.on((event) => this.#onRecord(event));
  }

  /** Takes up what the journal says; approves where no person has to. */
  start(): void {
    const { journal, clock, approval } = this.#parts;
    this.limits.restore();
    this.#restoreRates();
    this.repeats.restore(clock.now());
    this.#approved = journal.state.fact('gate')?.data ?? null;
    const approved = this.#approved;
    if (approval === 'none') return;
    if (approved === null) this.approve('system', 'first start');
    else if (approval === 'system' && !this.#isApproved(approved)) this.approve('system', 'fills are simulated');
  }

  /** @param without an open order that does not count: the one that is to be changed. */
  facts({ symbol, strategy }: GateEntry, without: ClientOrderId | null = null): DeskFacts {
    const { surroundings, clock } = this.#parts;
    return {
      limits: this.limits.current,
      build: this.#build(),
      storage: surroundings.storage(),
      clockOffsetMs: surroundings.clockOffsetMs(),
      key: surroundings.key(),
      contractActive: surroundings.contractActive(symbol),
      specificationAgeMs: surroundings.specificationAgeMs(),
      marginMode: surroundings.marginMode(symbol),
      stream: surroundings.stream(),
      service: surroundings.service(),
      market: this.#market(symbol),
      ownOrders: this.#ownOrders(symbol, without),
      rates: this.#rates(symbol),
      repeats: strategy === null ? NOT_APPLICABLE : this.repeats.facts(strategy, symbol, clock.now()),
    };
  }

  /** A refusal of the gate: too many executions disable the strategy until a person enables it. */
  noteRefusal(strategy: string, symbol: ContractSymbol, refusal: Denial): void {
    const { attended, clock } = this.#parts;
    if (refusal.code !== 'RISK_REPEATED' || !attended()) return;
    const cause = refusal.sentence.replace(/\.$/, '');
    if (this.repeats.disable(strategy, symbol, cause, clock.now()))
      this.onAlarm.emit(`${strategy} is disabled on ${symbol} until a person enables it. ${refusal.sentence}`);
  }

  /** Sets limits; who sets them approves them. */
  changeLimits(changes: LimitChanges, author: LimitAuthor): Result<number, LimitProblem> {
    return this.#approving(() => this.limits.change(changes, author), author);
  }

  rollbackLimits(version: number, author: LimitAuthor): Result<number, LimitProblem> {
    return this.#approving(() => this.limits.rollback(version, author), author);
  }

  /** The rules and the program that run may trade from now on. */
  approve(by: string, reason: string): void {
    const { journal, build } = this.#parts;
    journal.append({ type: 'gate.approved', subject: 'gate', data: { rules: this.#rulesHash(), build, by, reason } });
  }

  /** Which rules and program run, and which were approved last. */
  approval(): Fact<BuildFacts> {
    return this.#build();
  }

  #approving(change: () => Result<number, LimitProblem>, { by, reason }: LimitAuthor): Result<number, LimitProblem> {
    const { journal, build } = this.#parts;
    const approvedBuild = this.#approved?.build ?? build;
    const result = change();
    if (!result.ok) return result;
    const data = { rules: this.#rulesHash(), build: approvedBuild, by, reason };
    journal.append({ type: 'gate.approved', subject: 'gate', data });
    return result;
  }

  #isApproved({ rules, build }: EventDataByType['gate.approved']): boolean {
    return rules === this.#rulesHash() && build === this.#parts.build;
  }

  #build(): Fact<BuildFacts> {
    const { build, approval } = this.#parts;
    if (approval === 'none') return NOT_APPLICABLE;
    const approved = this.#approved;
    return {
      rules: this.#rulesHash(),
      approvedRules: approved?.rules ?? null,
      build,
      approvedBuild: approved?.build ?? null,
    };
  }

  #rates(symbol: ContractSymbol): RateFacts {
    this.rates.follow(this.limits.current);
    return this.rates.facts(symbol, this.#parts.steadyNow());
  }

  /** What left shortly before the start counts on. */
  #restoreRates(): void {
    const { journal, clock, steadyNow } = this.#parts;
    this.rates.follow(this.limits.current);
    const [now, span] = [clock.now(), steadyNow()];
    const from = now - rateMemoryMs(this.limits.current);
    const page = { before: null, limit: PLACES_BACK, types: PLACES, subject: null, text: null };
    const events = journal.head === null ? [] : [...journal.store.query(page)];
    const taken = events
      .filter(({ ts }) => ts > from)
      .reverse()
      .flatMap(({ type, data, ts }) => placeOf(type, data, span - (now - ts)) ?? []);
    this.rates.restore(taken);
  }

  /** Hash of the limits in force and of the checks that ask for them. */
  #rulesHash(): string {
    const limits = this.limits.current;
    if (limits !== this.#rulesOf) {
      const lines = LIMIT_KEYS.map((key) => `${key}=${String(limits[key])}`);
      const checks = CHECKS.map(({ row, name }) => `${String(row)} ${name}`);
      this.#rules = this.#parts.hasher.sha256([...lines, ...checks].join('\n'));
      this.#rulesOf = limits;
    }
    return this.#rules;
  }

  #market(symbol: ContractSymbol): DeskFacts['market'] {
    const { surroundings, instruments } = this.#parts;
    const instrument = instruments.get(symbol);
    const prices = surroundings.prices(symbol);
    const book = this.#book(symbol, instrument);
    if (prices === NOT_APPLICABLE)
      return { lastTicks: NOT_APPLICABLE, indexTicks: NOT_APPLICABLE, fundingPpm: NOT_APPLICABLE, book };
    if (prices === null || instrument === undefined)
      return { lastTicks: null, indexTicks: null, fundingPpm: null, book };
    const { last, index, fundingRate } = prices;
    return {
      lastTicks: toTicks(instrument, last),
      indexTicks: toTicks(instrument, index),
      fundingPpm: fundingRate === null ? NOT_APPLICABLE : fundingPpm(fundingRate),
      book,
    };
  }

  #book(symbol: ContractSymbol, instrument: Instrument | undefined): Fact<BookFacts> {
    const depth = this.#parts.surroundings.book(symbol);
    if (depth === NOT_APPLICABLE) return NOT_APPLICABLE;
    if (depth === null || instrument === undefined) return null;
    const levels = (side: readonly DepthLevel[]): Level[] =>
      side.map(({ price, lots }) => [toTicks(instrument, price), lots]);
    return { bids: levels(depth.bids), asks: levels(depth.asks), ageMs: depth.ageMs };
  }

  /** Entries of ours that rest with a limit price: what closes a position is reduce-only and protects. */
  #ownOrders(symbol: ContractSymbol, without: ClientOrderId | null): readonly OwnOrder[] {
    const own: OwnOrder[] = [];
    for (const order of this.#parts.journal.state.openOrders()) {
      if (order.id === without || order.symbol !== symbol || order.role !== 'entry' || order.priceTicks === null)
        continue;
      own.push({ side: order.side, priceTicks: order.priceTicks });
    }
    return own;
  }

  #onRecord({ type, subject, data, ts }: JournalEvent): void {
    switch (type) {
      case 'gate.approved':
        this.#approved = data as unknown as EventDataByType['gate.approved'];
        return;
      case 'order.intent':
      case 'order.sending':
      case 'order.cancel':
      case 'order.amend': {
        const taken = placeOf(type, data, this.#parts.steadyNow());
        if (taken !== null) this.rates.restore([taken]);
        return;
      }
      case 'signal.executed': {
        const row = this.#parts.journal.state.signal(signalId(subject));
        if (row !== null) this.repeats.note(row.source, row.symbol, ts);
        return;
      }
      default:
    }
  }
}

/** Records of what takes a place, and how many of them are read back at most. */
const PLACES = ['order.intent', 'order.sending', 'order.cancel', 'order.amend'] as const;
const PLACES_BACK = 2_000;

/** The place that a record takes; null when it takes none. */
function placeOf(type: string, data: JournalEvent['data'], at: number): PlaceTaken | null {
  if (type !== 'order.intent') return { entry: null, at };
  const { role, symbol } = data as unknown as EventDataByType['order.intent'];
  return role === 'entry' ? { entry: symbol as ContractSymbol, at } : null;
}

/** A rate as parts per million, away from zero: what is to be paid is never counted too small. Null for no number. */
function fundingPpm(rate: number): bigint | null {
  if (!Number.isFinite(rate)) return null;
  const ppm = rate * 1_000_000;
  return BigInt(ppm < 0 ? Math.floor(ppm) : Math.ceil(ppm));
}
