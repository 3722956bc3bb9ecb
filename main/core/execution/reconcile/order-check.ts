import type { ClientOrderId } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { OrderReport } from '../../ports/venue.ts';
import { orderRefOf } from '../order-records.ts';
import { compareOrders, lacksFills, type SeenOrder } from './order-comparison.ts';
import { differingOrder, foreignOrder, returnedOrder } from './difference-sentences.ts';
import type { Difference } from './difference.ts';
import type { Checked, ReconcileWorld } from './world.ts';

/** How far before an order's intent its fills are asked for: the venue's clock may be behind ours. */
const FILL_MARGIN_MS = 60_000;

/** Holds the venue's orders against ours, and records what it proves. */
export class OrderCheck {
  readonly #world: ReconcileWorld;
  readonly #onNew: (differences: readonly Difference[]) => void;
  /** Live orders of the last complete list that were not ours. */
  foreign: readonly OrderReport[] = [];

  constructor(world: ReconcileWorld, onNew: (differences: readonly Difference[]) => void) {
    this.#world = world;
    this.#onNew = onNew;
  }

  /** Compares the venue's list of live orders with ours, and asks for what it lacks. */
  async compareAll(): Promise<Checked> {
    const { asker, parts, differences } = this.#world;
    const asked = parts.clock.monotonic();
    const answer = await asker.ask((ask) => ask.openOrders());
    if (!answer.known) return { ok: false, reason: `open orders: ${answer.reason}` };
    const find = (report: OrderReport): OrderRow | null =>
      parts.desk.orderOf(report.clientOrderId, report.venueOrderId);
    const comparison = compareOrders(answer.value, find, parts.journal.state.openOrders());
    this.foreign = comparison.foreign;
    await this.#takeSeen(comparison.seen, asked);
    const returned = this.#takeReturned(comparison.returned, asked);
    const differing = comparison.seen
      .filter(({ row }) => this.#isQuiet(row.id))
      .flatMap((seen) => differingOrder({ ...seen, row: parts.journal.state.order(seen.row.id) ?? seen.row }) ?? []);
    this.#onNew(
      differences.update(
        ['foreign-order', 'order-returned', 'order-differs'],
        [...comparison.foreign.map(foreignOrder), ...returned, ...differing],
      ),
    );
    await this.#askUnseen(comparison.unseen);
    return { ok: true, compared: answer.value.length };
  }

  /** Asks for one order; returns the report, null when the venue knows no such order, undefined when it did not say. */
  async askFor(row: OrderRow): Promise<OrderReport | null | undefined> {
    const { asker, parts } = this.#world;
    const asked = parts.clock.monotonic();
    const answer = await asker.ask((ask) => ask.order(orderRefOf(row)));
    if (!answer.known || this.#hasNewsSince(row.id, asked)) return undefined;
    if (answer.value !== null) await this.apply(row, answer.value, asked);
    return answer.value;
  }

  /** Records what a report proves about an order of ours. Fills first: a report of fills not booked yet proves no end. */
  async apply(before: OrderRow, report: OrderReport, asked: number): Promise<void> {
    const { parts, fills } = this.#world;
    if (this.#hasNewsSince(before.id, asked)) return;
    if (lacksFills({ row: before, report })) await fills.since(this.#knownUntil(before.createdAt) - FILL_MARGIN_MS);
    const row = parts.journal.state.order(before.id);
    if (row === null || (isFinalOrderState(row.state) && row.state !== 'NOT_PLACED')) return;
    if (report.state === 'waiting' || report.state === 'open') this.#applyLive(row, report);
    else if (!lacksFills({ row, report })) this.#applyEnd(row, report);
  }

  #applyLive(row: OrderRow, report: OrderReport): void {
    const { desk } = this.#world.parts;
    const canceling = row.state === 'CANCEL_SENDING' || row.state === 'CANCEL_UNKNOWN';
    if (row.state === 'CANCEL_SENDING') desk.prove(row.id, { kind: 'unknown', reason: 'it still lives at the venue' });
    if (row.state !== 'OPEN' && row.state !== 'PARTIAL' && row.state !== 'TRIGGERED' && !isChanging(row)) {
      desk.prove(row.id, { kind: 'accepted', venueOrderId: report.venueOrderId });
    }
    if (row.amendLots !== undefined || isChanging(row)) this.#proveTerms(row.id, report);
    if (canceling) desk.cancel(row.id, 'asked again: it still lives at the venue');
  }

  #applyEnd(row: OrderRow, report: OrderReport): void {
    const { desk } = this.#world.parts;
    const reason = `the venue shows it as ${report.state}`;
    if (report.state === 'filled') {
      if (report.lots !== row.lots) this.#proveTerms(row.id, report);
    } else if (report.state === 'rejected' && row.filledLots === 0) {
      desk.prove(row.id, { kind: 'rejected', code: 'VENUE', reason });
    } else desk.prove(row.id, { kind: report.state === 'expired' ? 'expired' : 'canceled', reason });
  }

  #proveTerms(id: ClientOrderId, { lots, priceTicks, triggerTicks }: OrderReport): void {
    const { desk, journal } = this.#world.parts;
    const row = journal.state.order(id);
    desk.prove(id, {
      kind: 'amended',
      lots,
      priceTicks: priceTicks ?? row?.priceTicks ?? null,
      triggerTicks: triggerTicks ?? row?.triggerTicks ?? null,
      reason: 'the terms the venue shows',
    });
  }

  /** Up to when every fill is known, at the latest `at`: a record's time may lie ahead after the clock was set back. */
  #knownUntil(at: number): number {
    const { clock, journal } = this.#world.parts;
    return Math.min(at, clock.now(), journal.state.fact('reconcile')?.data.fillsUntil ?? at);
  }

  async #takeSeen(seen: readonly SeenOrder[], asked: number): Promise<void> {
    const { doubts, fills } = this.#world;
    const lacking = seen.filter((one) => lacksFills(one) && !this.#hasNewsSince(one.row.id, asked));
    if (lacking.length > 0) {
      await fills.since(this.#knownUntil(Math.min(...lacking.map(({ row }) => row.createdAt))) - FILL_MARGIN_MS);
    }
    for (const { row, report } of seen) if (doubts.get(row.id) !== null) await this.apply(row, report, asked);
  }

  /** A tombstone becomes live again; the desk cancels it. Any other end stands, and what lives is canceled once more. */
  #takeReturned(returned: readonly SeenOrder[], asked: number): ReturnType<typeof returnedOrder>[] {
    const { desk } = this.#world.parts;
    const found: ReturnType<typeof returnedOrder>[] = [];
    for (const { row, report } of returned) {
      if (row.state === 'NOT_PLACED') {
        if (!this.#hasNewsSince(row.id, asked)) {
          desk.prove(row.id, { kind: 'accepted', venueOrderId: report.venueOrderId });
        }
        continue;
      }
      if (!this.#isQuiet(row.id)) continue;
      desk.cancelReturned(
        { ...orderRefOf(row), venueOrderId: report.venueOrderId },
        'it lives although it has ended here',
      );
      found.push(returnedOrder({ row, report }));
    }
    return found;
  }

  /** What the venue held and does not list is asked for one by one; if it knows it no more, the order is in doubt. */
  async #askUnseen(unseen: readonly OrderRow[]): Promise<void> {
    const { asker, parts, settings } = this.#world;
    const quiet = unseen.filter((row) => this.#isQuiet(row.id)).slice(0, settings.questionsPerRound);
    for (const [index, row] of quiet.entries()) {
      if (index > 0) await asker.pause(settings.questionGapMs);
      const report = await this.askFor(row);
      if (report === null) {
        parts.desk.prove(row.id, { kind: 'missing', reason: 'the venue neither lists nor finds it' });
      }
    }
  }

  /** True when there was no news about the order in the last seconds (rule R11). */
  #isQuiet(id: ClientOrderId): boolean {
    const { events, settings } = this.#world;
    return events.orderAge(id) >= settings.freshMs;
  }

  #hasNewsSince(id: ClientOrderId, asked: number): boolean {
    const { events, parts } = this.#world;
    return events.orderAge(id) < parts.clock.monotonic() - asked;
  }
}

const isChanging = ({ state }: OrderRow): boolean => state === 'AMEND_SENDING' || state === 'AMEND_UNKNOWN';
