import { clientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import type { DifferenceKind } from '#core/execution/reconcile/difference.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { EngineOrder } from '../venue-simulator/engine/index.ts';
import type { Exchange } from './exchange.ts';
import { isTooLate } from './late-arrival.ts';
import type { Departure } from './model-venue.ts';
import type { TradingProcess } from './process.ts';
import { SYMBOLS } from './sample-contracts.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long a known position may be without stop and without exit: rule R14's five seconds and two looks at the time. */
const NAKED_MOST_MS = 6_000;
/** The same while the venue refuses exits: it holds nothing, or takes nothing, and the next one comes after a pause. */
const REFUSED_MOST_MS = 20_000;
/** An answer is on its way no longer than this. */
const ANSWER_MS = 15_000;

/** The part of a process that is watched. */
export type WatchedProcess = Pick<TradingProcess, 'journal' | 'reconciler' | 'failures' | 'venue'>;

/** What is watched. */
export interface Watched {
  readonly time: VirtualTime;
  readonly exchange: Exchange;
  readonly departures: readonly Departure[];
  readonly process: WatchedProcess | null;
  /** A person halted trading. */
  readonly isHalted: boolean;
  /** Monotonic moment of the last fault of the clocks after which all must be compared before an entry. */
  readonly clockFaultAt: number;
}

/**
 * Watches a simulation from outside for what must never happen, by the exchange's own record. What it finds it keeps;
 * the first finding is the one to look at.
 */
export class OrderWatch {
  readonly findings: string[] = [];
  readonly #simulation: Watched;
  readonly #nakedSince = new Map<ContractSymbol, number>();
  #process: WatchedProcess | null = null;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(simulation: Watched) {
    this.#simulation = simulation;
    simulation.time.every(500, () => {
      this.#look();
    });
  }

  /** Told of every entry that leaves: after a fault of the clocks everything must have been asked for first. */
  onEntry(process: WatchedProcess): void {
    const { clockFaultAt } = this.#simulation;
    const { openOrders, fills, positions } = process.venue.askedAt;
    const missing = [openOrders, fills, positions].filter((at) => at < clockFaultAt).length;
    if (missing > 0) this.#find(`an entry left ${String(missing)} questions too early after the clocks changed`);
    if (this.#simulation.isHalted) this.#find('an entry left during a halt');
  }

  follow(process: WatchedProcess): void {
    this.#process = process;
    this.#nakedSince.clear();
    process.journal.onAppended.on((event) => {
      this.#onRecord(event);
    });
  }

  /** What no moment may show, asked at the end; and what was seen on the way. */
  all(): readonly string[] {
    return [...this.findings, ...this.#doubled(), ...this.#untracked()];
  }

  #find(what: string): void {
    const seconds = (this.#simulation.time.monotonic() / 1_000).toFixed(1);
    this.findings.push(`at ${seconds} s: ${what}`);
  }

  #onRecord(event: JournalEvent): void {
    switch (event.type) {
      case 'order.rejected':
        if (this.#process?.journal.state.order(clientOrderId(event.subject))?.role === 'exit') {
          this.#refusedAt = this.#simulation.time.monotonic();
        }
        return;
      case 'order.not-placed':
        this.#onAbsence(event.subject);
        return;
      case 'order.missing':
        if (this.#truthOf(event.subject)?.state !== 'done') this.#find(`${event.subject} lives and was called missing`);
        return;
      case 'reconcile.difference':
        this.#onDifference(event.data);
        return;
      default:
    }
  }

  #onAbsence(id: string): void {
    if (this.#truthOf(id) === undefined || isTooLate(this.#simulation, id)) return;
    this.#find(`${id} exists and was called not placed`);
  }

  /** A stale answer must not cast doubt on a position that is right (rule R11). */
  #onDifference(data: JournalEvent['data']): void {
    const symbol = SYMBOLS.find((one) => one === data['symbol']);
    const kind = data['kind'] as DifferenceKind;
    if (data['state'] !== 'open' || symbol === undefined || !kind.includes('position')) return;
    const held: number = this.#process?.journal.state.position(symbol)?.lots ?? 0;
    const { engine, now } = this.#simulation.exchange;
    if (held !== engine.position(symbol).lots) return;
    // An answer may be on its way while somebody else changes the position back, or while fills of ours are unheard of.
    const stranger = engine.trades().findLast((trade) => trade.symbol === symbol && trade.clientId === null);
    if (stranger !== undefined && now - stranger.at < ANSWER_MS) return;
    if (engine.orders().some((order) => order.symbol === symbol && this.#lacksFills(order))) return;
    this.#find(`${symbol}: ${String(held)} held on both sides, and a ${kind} was found`);
  }

  #lacksFills({ clientId, filledLots }: EngineOrder): boolean {
    return (
      clientId !== null && (this.#process?.journal.state.order(clientOrderId(clientId))?.filledLots ?? 0) < filledLots
    );
  }

  #truthOf(id: string): EngineOrder | undefined {
    return this.#simulation.exchange.engine.ordersByClientId(id)[0];
  }

  #look(): void {
    const { process } = this.#simulation;
    if (process === null) return;
    for (const error of process.failures.splice(0)) this.#find(`the desk failed: ${String(error)}`);
    for (const symbol of SYMBOLS) this.#lookAt(process, symbol);
  }

  #lookAt({ journal, reconciler }: WatchedProcess, symbol: ContractSymbol): void {
    const orders = journal.state.openOrders().filter((row) => row.symbol === symbol);
    const exits = orders.filter(({ role }) => role === 'exit');
    // One that came back after it was proven absent is there beside the one that took its place; both only reduce.
    const timely = exits.filter(({ id }) => !isTooLate(this.#simulation, id));
    const doubled = repeated(timely.map(({ signalId }) => signalId)).length;
    if (doubled > 0) this.#find(`${String(doubled + 1)} exits of one trade in ${symbol} at once`);
    const held = journal.state.position(symbol)?.lots ?? 0;
    const { time } = this.#simulation;
    // While nothing is compared, or a person is to decide, nothing may be sent: the alarm is the protection then.
    const { phase, differences } = reconciler.status();
    const decided = differences.some((one) => one.symbol === symbol && one.state === 'ignored');
    const mayAct = phase === 'agreed' && !decided && this.#simulation.exchange.engine.service.state === 'open';
    if (held === 0 || exits.length > 0 || !mayAct || stoppedLots(orders) >= Math.abs(held)) {
      this.#nakedSince.delete(symbol);
      return;
    }
    const since = this.#nakedSince.get(symbol) ?? time.monotonic();
    this.#nakedSince.set(symbol, since);
    const most = time.monotonic() - this.#refusedAt < REFUSED_MOST_MS ? REFUSED_MOST_MS : NAKED_MOST_MS;
    if (time.monotonic() - since <= most) return;
    this.#find(`${String(held)} of ${symbol} known for ${String(time.monotonic() - since)} ms without stop or exit`);
    this.#nakedSince.set(symbol, Number.POSITIVE_INFINITY);
  }

  /** The exchange's log of what arrived is the oracle of "sent once"; what was lost on the way counts at departure. */
  #doubled(): readonly string[] {
    const { departures, exchange } = this.#simulation;
    const arrived = exchange.engine.requests.flatMap(({ request }) => request.clientId ?? []);
    const left = departures.flatMap(({ kind, clientOrderId: id }) => (kind === 'submit' ? [id as string] : []));
    return [...repeated(left).map((id) => `${id} left twice`), ...repeated(arrived).map((id) => `${id} arrived twice`)];
  }

  /** Orders at the exchange under an id of ours must be known here. */
  #untracked(): readonly string[] {
    const { state } = (this.#simulation.process ?? this.#process ?? { journal: { state: null } }).journal;
    const ids = this.#simulation.exchange.engine.orders().flatMap(({ clientId }) => clientId ?? []);
    return ids.filter((id) => state?.order(clientOrderId(id)) === null).map((id) => `${id} is not in the journal`);
  }
}

const stoppedLots = (orders: readonly OrderRow[]): number =>
  orders
    .filter(({ role, state }) => role === 'stop' && state !== 'UNKNOWN' && !isFinalOrderState(state))
    .reduce((sum, { lots, filledLots }) => sum + lots - filledLots, 0);

const repeated = (ids: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => {
    const again = seen.has(id);
    seen.add(id);
    return again;
  });
};
