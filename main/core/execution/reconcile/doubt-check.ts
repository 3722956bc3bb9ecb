import type { ClientOrderId } from '#shared/domain/ids.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import type { OrderRow } from '../../journal/rows.ts';
import { absenceGaps, type AbsenceEvidence, type ListEvidence } from './absence-proof.ts';
import type { Difference } from './difference.ts';
import { unprovenOrder } from './difference-sentences.ts';
import { isDoubtful, type Doubt } from './doubts.ts';
import type { OrderCheck } from './order-check.ts';
import type { ReconcileWorld } from './world.ts';

/** For how long, and how often, an order called not placed is asked for still. */
const TOMBSTONE_MS = 600_000;
const TOMBSTONE_EVERY_MS = 15_000;

/** Asks for orders in doubt until the venue proves what became of them. */
export class DoubtCheck {
  readonly #world: ReconcileWorld;
  readonly #orders: OrderCheck;
  readonly #onNew: (differences: readonly Difference[]) => void;
  readonly #tombstones = new Map<ClientOrderId, { readonly nextAt: number; readonly until: number }>();

  constructor(world: ReconcileWorld, orders: OrderCheck, onNew: (differences: readonly Difference[]) => void) {
    this.#world = world;
    this.#orders = orders;
    this.#onNew = onNew;
  }

  /** Brings the list of orders in doubt up to date, and tells a person of those that are in doubt for too long. */
  follow(): void {
    const { parts, doubts, events, settings, differences, alarm } = this.#world;
    const now = parts.clock.monotonic();
    const rows = parts.journal.state
      .openOrders()
      .filter((row) => isDoubtful(row, events.orderAge(row.id), settings.answerDueMs));
    // What was sent before this session counts from now: its time is known by the wall clock only.
    doubts.follow(
      new Map(rows.map(({ id }) => [id, Number.isFinite(events.orderAge(id)) ? now - events.orderAge(id) : now])),
    );
    this.#onNew(differences.update(['order-unproven', 'order-gone'], rows.map(unprovenOrder)));
    for (const { id } of doubts.overdue(now)) {
      const row = parts.journal.state.order(id);
      if (row === null) continue;
      const sentence = `${unprovenOrder(row).sentence} It stays frozen until the venue proves its state.`;
      alarm({ kind: 'in-doubt', symbol: row.symbol, orderId: id, sentence });
    }
  }

  /** Goes on asking for an order called not placed: a late arrival may end before any list shows it. */
  watchTombstone(id: ClientOrderId): void {
    const now = this.#world.parts.clock.monotonic();
    this.#tombstones.set(id, { nextAt: now, until: now + TOMBSTONE_MS });
  }

  /** Asks for those that are due; for all when `all` is set. At most so many per round, with a pause between two. */
  async round(all: boolean): Promise<void> {
    const { doubts, parts, settings, asker } = this.#world;
    const due = all ? [...doubts.all()] : doubts.due(parts.clock.monotonic());
    const asked = all ? due : due.slice(0, settings.questionsPerRound);
    for (const [index, doubt] of asked.entries()) {
      if (index > 0) await asker.pause(settings.questionGapMs);
      await this.#ask(doubt);
    }
    if (asked.length > 0) this.follow();
    await this.#askTombstones();
  }

  async #askTombstones(): Promise<void> {
    const { parts } = this.#world;
    for (const [id, { nextAt, until }] of this.#tombstones) {
      const now = parts.clock.monotonic();
      const row = parts.journal.state.order(id);
      if (now < nextAt) continue;
      if (row?.state !== 'NOT_PLACED' || now >= until) this.#tombstones.delete(id);
      else {
        this.#tombstones.set(id, { nextAt: now + TOMBSTONE_EVERY_MS, until });
        await this.#orders.askFor(row);
      }
    }
  }

  async #ask(doubt: Doubt): Promise<void> {
    const { doubts, parts } = this.#world;
    const row = this.#doubtful(doubt.id);
    if (row === null) return;
    const asked = parts.clock.monotonic();
    doubts.noteAsked(doubt, asked);
    const report = await this.#orders.askFor(row);
    if (report !== null) return;
    doubt.notFoundAt.push(asked);
    await this.#tryAbsence(doubt, row);
  }

  /** Rule R4. The lists are asked for only when nothing but they is missing. */
  async #tryAbsence(doubt: Doubt, row: OrderRow): Promise<void> {
    const { parts, settings } = this.#world;
    const none = { openOrders: null, doneOrders: null, fills: null, position: null };
    const known = (): Pick<AbsenceEvidence, 'attemptedAt' | 'now' | 'notFoundAt'> => ({
      attemptedAt: doubt.since,
      now: parts.clock.monotonic(),
      notFoundAt: doubt.notFoundAt,
    });
    const before = absenceGaps({ ...known(), ...none }, settings.absence);
    if (before.includes('too-early') || before.includes('not-found-too-few')) return;
    const lists = await this.#lists(row);
    if (this.#doubtful(row.id) === null) return;
    if (absenceGaps({ ...known(), ...lists }, settings.absence).length > 0) return;
    this.#conclude(row.id);
  }

  #conclude(id: ClientOrderId): void {
    const { parts, settings } = this.#world;
    const { desk, journal } = parts;
    const row = journal.state.order(id);
    if (row === null) return;
    const proof = `proven absent: ${String(settings.absence.notFound)} times not found, in no list, no fill, position equal`;
    if (row.state === 'SENDING') desk.prove(id, { kind: 'unknown', reason: 'its answer never came' });
    // What the venue once accepted was placed: it has ended, unasked.
    const placed = row.venueOrderId !== null || row.filledLots > 0 || row.state !== 'UNKNOWN';
    const kind = placed && row.state !== 'SENDING' ? 'canceled' : 'not-placed';
    if (desk.prove(id, { kind, reason: proof }) && kind === 'not-placed') this.watchTombstone(id);
  }

  async #lists(row: OrderRow): Promise<Pick<AbsenceEvidence, 'openOrders' | 'doneOrders' | 'fills' | 'position'>> {
    const since = epochMs(Math.max(0, row.createdAt - this.#world.settings.absence.listsFromMs));
    const openOrders = await this.#openOrders(row);
    const doneOrders = await this.#doneOrders(row, since);
    const fills = await this.#fills(row, since);
    const position = await this.#position(row);
    return { openOrders, doneOrders, fills, position };
  }

  async #openOrders(row: OrderRow): Promise<ListEvidence | null> {
    const { asker, parts } = this.#world;
    const askedAt = parts.clock.monotonic();
    const answer = await asker.ask((ask) => ask.openOrders());
    if (!answer.known) return null;
    const report = answer.value.find((one) => isSame(row, one));
    if (report !== undefined) await this.#orders.apply(row, report, askedAt);
    return { askedAt, contains: report !== undefined };
  }

  async #doneOrders(row: OrderRow, since: EpochMs): Promise<AbsenceEvidence['doneOrders']> {
    const { asker, parts } = this.#world;
    const askedAt = parts.clock.monotonic();
    const answer = await asker.ask((ask) => ask.doneOrders(since));
    if (!answer.known) return null;
    const report = answer.value.find((one) => isSame(row, one));
    if (report !== undefined) await this.#orders.apply(row, report, askedAt);
    return { askedAt, contains: report !== undefined, reachesBackMs: row.createdAt - since };
  }

  /** A fill of the order is booked by this very list; then it is in doubt no more. */
  async #fills(row: OrderRow, since: EpochMs): Promise<AbsenceEvidence['fills']> {
    const { fills, parts } = this.#world;
    const askedAt = parts.clock.monotonic();
    const checked = await fills.since(since);
    if (!checked.ok) return null;
    const contains = (parts.journal.state.order(row.id)?.filledLots ?? 0) > row.filledLots;
    return { askedAt, contains, reachesBackMs: row.createdAt - since };
  }

  async #position({ symbol }: OrderRow): Promise<AbsenceEvidence['position']> {
    const { asker, parts, events, fills } = this.#world;
    const askedAt = parts.clock.monotonic();
    const mark = events.mark();
    const answer = await asker.ask((ask) => ask.positions());
    if (!answer.known || events.hasNews(symbol, mark)) return null;
    const theirs = answer.value.find((report) => report.symbol === symbol)?.lots ?? 0;
    // What others traded is listed as a difference; the order is not the cause of it when their fills explain all of it.
    const ours = parts.journal.state.position(symbol)?.lots ?? 0;
    return { askedAt, equalsFills: theirs === ours || fills.explaining(symbol, theirs - ours) !== null };
  }

  #doubtful(id: ClientOrderId): OrderRow | null {
    const { parts, events, settings } = this.#world;
    const row = parts.journal.state.order(id);
    return row !== null && isDoubtful(row, events.orderAge(id), settings.answerDueMs) ? row : null;
  }
}

const isSame = (
  row: OrderRow,
  report: { readonly clientOrderId: string | null; readonly venueOrderId: string },
): boolean => report.clientOrderId === row.id || report.venueOrderId === row.venueOrderId;
