import { isRestingOrder } from '#shared/domain/order-state.ts';
import type { TradePlan } from '../desk-types.ts';
import type { OrderReport } from '../../ports/venue.ts';
import type { AccountCheck } from './account-check.ts';
import type { Difference, DifferenceChoice } from './difference.ts';
import type { PositionCheck } from './position-check.ts';
import { priceOfGap, type PositionGap } from './position-comparison.ts';
import type { Resolution } from './reconcile-types.ts';
import type { ReconcileWorld } from './world.ts';
import { ZERO } from '#shared/domain/money.ts';

/** A decision as it was made. */
export interface Decision {
  readonly difference: Difference;
  readonly choice: DifferenceChoice;
  readonly by: string;
  readonly plan: TradePlan | null;
}

type Refused = Extract<Resolution, { ok: false }>;

const refused = (code: Refused['code'], sentence: string): Refused => ({ ok: false, code, sentence });

/** Carries out what a person decided about a difference, after a new look at what differs. */
export class Decisions {
  readonly #world: ReconcileWorld;
  readonly #positions: PositionCheck;
  readonly #account: AccountCheck;

  constructor(world: ReconcileWorld, positions: PositionCheck, account: AccountCheck) {
    this.#world = world;
    this.#positions = positions;
    this.#account = account;
  }

  async carryOut(decision: Decision): Promise<Resolution> {
    const { difference, choice, by } = decision;
    const problem = choice === 'ignore' ? null : await this.#act(decision);
    if (problem !== null) return problem;
    this.#world.differences.decide(difference, choice, by);
    return { ok: true, choice };
  }

  #act(decision: Decision): Promise<Refused | null> {
    switch (decision.difference.kind) {
      case 'foreign-position':
      case 'position-mismatch':
      case 'position-gone':
        return this.#takePosition(decision);
      case 'stop-missing':
        return this.#close(decision);
      case 'equity-differs':
        return this.#takeBalance(decision);
      default:
        return this.#takeOrder(decision);
    }
  }

  async #close({ difference, by }: Decision): Promise<Refused | null> {
    const exit = await this.#world.parts.desk.exit(difference.symbol, `closed by ${by}`);
    return exit.kind === 'rejected' ? refused('REFUSED', `The venue refused to close it: ${exit.reason}.`) : null;
  }

  async #takeBalance({ difference, by }: Decision): Promise<Refused | null> {
    const problem = await this.#account.adopt(difference, by);
    return problem === null ? null : refused('NOT_CONFIRMED', problem);
  }

  async #takePosition(decision: Decision): Promise<Refused | null> {
    const { difference, choice, by, plan } = decision;
    const { symbol } = difference;
    const gap = await this.#positions.gapOf(symbol);
    if (gap === undefined)
      return refused('NOT_CONFIRMED', `${symbol}: the venue's position could not be confirmed now.`);
    if (gap === null || gap.theirLots !== (difference.theirs?.lots ?? 0)) {
      return refused('NOT_CONFIRMED', `${symbol}: the position changed meanwhile; look again.`);
    }
    const bare = choice === 'adopt' && gap.theirLots !== 0 && plan === null && !this.#hasPlanOrStop(gap);
    if (bare) return refused('NO_STOP', `${symbol}: an adopted position needs a stop; give one, or close it.`);
    const problem = this.#book(decision, gap);
    if (problem !== null || choice !== 'close') return problem;
    // From here on the exit is an order like any other; what becomes of it is followed by the desk.
    void this.#world.parts.desk.exit(symbol, `closed by ${by}`);
    return null;
  }

  /**
   * Ids hold the time of our last news, and the time of records stands still while the wall clock lies behind it: the same
   * figures can then be found again. What was booked meanwhile was read anew, so they are another difference.
   */
  #unbookedId(id: string): string {
    const { state } = this.#world.parts.journal;
    let unbooked = id;
    for (let again = 2; state.decision(unbooked) !== null; again += 1) unbooked = `${id}:${String(again)}`;
    return unbooked;
  }

  #book({ difference, by, plan }: Decision, gap: PositionGap): Refused | null {
    const { parts, fills } = this.#world;
    const { symbol } = gap;
    const instrument = parts.instruments.get(symbol);
    const priceTicks =
      instrument === undefined
        ? null
        : priceOfGap(gap, instrument, fills.explaining(symbol, gap.theirLots - gap.ourLots) ?? []);
    if (priceTicks === null)
      return refused('REFUSED', `${symbol}: it is not known at what price to book the difference.`);
    const missing = gap.theirLots - gap.ourLots;
    parts.desk.adjust({
      id: this.#unbookedId(`${difference.id}:${String(gap.ourLots)}:${String(gap.theirLots)}`),
      symbol,
      side: missing > 0 ? 'buy' : 'sell',
      lots: Math.abs(missing),
      priceTicks,
      fee: ZERO,
      cause: 'adopted',
      by,
      sentence: difference.sentence,
      plan,
    });
    fills.settle((settled) => settled === symbol);
    return null;
  }

  /** True when the trade that goes on has its plan, or an adopted stop covers what is held. */
  #hasPlanOrStop({ symbol, theirLots }: PositionGap): boolean {
    const { desk, journal } = this.#world.parts;
    if (desk.hasPlan(symbol, theirLots > 0 ? 'buy' : 'sell')) return true;
    const side = theirLots > 0 ? 'sell' : 'buy';
    const covered = journal.state
      .openOrders()
      .filter((row) => row.symbol === symbol && row.role === 'stop' && row.side === side && row.mark === 'EXTERNAL')
      .filter(({ state }) => isRestingOrder(state))
      .reduce((sum, row) => sum + row.lots - row.filledLots, 0);
    return covered >= Math.abs(theirLots);
  }

  async #takeOrder({ difference, choice, by }: Decision): Promise<Refused | null> {
    const { parts } = this.#world;
    const { symbol, venueOrderId } = difference;
    const report = await this.#reportOf(difference);
    if (report === undefined) return refused('NOT_CONFIRMED', `${symbol}: the venue's orders could not be read now.`);
    if (report === null)
      return refused('NOT_CONFIRMED', `${symbol}: the order ${String(venueOrderId)} is not open any more.`);
    if (difference.kind === 'foreign-order') {
      const id = parts.desk.adoptOrder(report, this.#fillsUntil(report), by);
      if (choice === 'cancel') parts.desk.cancel(id, `canceled by ${by}`);
      return null;
    }
    const row = parts.desk.orderOf(difference.clientOrderId, venueOrderId);
    if (row === null) return refused('REFUSED', `${symbol}: the order is not known here.`);
    if (choice === 'cancel') parts.desk.cancel(row.id, `canceled by ${by}`);
    else {
      const { lots, priceTicks, triggerTicks } = report;
      const taken = parts.desk.prove(row.id, {
        kind: 'amended',
        lots,
        priceTicks: priceTicks ?? row.priceTicks,
        triggerTicks: triggerTicks ?? row.triggerTicks,
        reason: `adopted by ${by}`,
      });
      if (!taken) return refused('REFUSED', `${symbol}: an order in ${row.state} does not take new terms.`);
    }
    return null;
  }

  async #reportOf({ venueOrderId }: Difference): Promise<OrderReport | null | undefined> {
    const answer = await this.#world.asker.ask((ask) => ask.openOrders());
    if (!answer.known) return undefined;
    return answer.value.find((report) => report.venueOrderId === venueOrderId) ?? null;
  }

  /** The newest fill that the report's filled size holds. */
  #fillsUntil(report: OrderReport): number {
    const own = this.#world.fills.foreignOf(report.symbol).filter((fill) => fill.venueOrderId === report.venueOrderId);
    return report.filledLots === 0 ? 0 : Math.max(report.tsVenue, ...own.map(({ tsVenue }) => tsVenue));
  }
}
