import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { PositionReport, VenueFillReport } from '../../ports/venue.ts';
import type { Difference } from './difference.ts';
import { differingPosition, missingStop } from './difference-sentences.ts';
import { comparePositions, type PositionGap } from './position-comparison.ts';
import { hasFreshDoubt, type Checked, type ReconcileWorld } from './world.ts';

/** Before the first fill of a position its order may have been asked for already. */
const LIFE_MARGIN_MS = 60_000;

/** A complete answer of the venue about positions, and which symbols it can be used for. */
interface Reading {
  readonly reports: readonly PositionReport[];
  readonly usable: (symbol: ContractSymbol) => boolean;
}

/** Holds the venue's positions against ours (rules R7, R8). Nothing is ever traded to correct a difference. */
export class PositionCheck {
  readonly #world: ReconcileWorld;
  readonly #onNew: (differences: readonly Difference[]) => void;

  constructor(world: ReconcileWorld, onNew: (differences: readonly Difference[]) => void) {
    this.#world = world;
    this.#onNew = onNew;
  }

  /** Symbols whose position could not be judged by the last answer: too soon after news. They are looked at again. */
  unsure: ReadonlySet<ContractSymbol> = new Set();

  /** What was last found to be held otherwise at the venue, by symbol. */
  readonly apart = new Map<ContractSymbol, PositionGap>();

  async run(): Promise<Checked> {
    const { differences } = this.#world;
    let reading = await this.#read();
    if (typeof reading === 'string') return { ok: false, reason: `positions: ${reading}` };
    for (const lookBack of this.#lookBacks()) {
      const unexplained = this.#compare(reading).all.filter((gap) => !this.#isListed(gap));
      if (unexplained.length === 0) break;
      const fetched = await this.#world.fills.since(lookBack(unexplained));
      if (!fetched.ok) return fetched;
      reading = await this.#read();
      if (typeof reading === 'string') return { ok: false, reason: `positions: ${reading}` };
    }
    const { usable, reports } = reading;
    const { gaps, unsure } = this.#compare(reading);
    this.unsure = unsure;
    const judged = (symbol: ContractSymbol): boolean => usable(symbol) && !unsure.has(symbol);
    for (const symbol of [...this.apart.keys()]) if (judged(symbol)) this.apart.delete(symbol);
    for (const gap of gaps) this.apart.set(gap.symbol, gap);
    const found = gaps.map((gap) => differingPosition(gap, this.#foreignFills(gap)));
    this.#onNew(differences.update(['foreign-position', 'position-mismatch', 'position-gone'], found, judged));
    this.#world.fills.settle((symbol) => judged(symbol) && !gaps.some((gap) => gap.symbol === symbol));
    return { ok: true, compared: reports.length };
  }

  /** Positions of ours without a stop that nothing protects or closes by itself. */
  checkStops(): void {
    const { parts, differences } = this.#world;
    const { desk, journal } = parts;
    const leaving = new Set(journal.state.openOrders().flatMap((row) => (row.role === 'exit' ? [row.symbol] : [])));
    const bare = journal.state
      .positions()
      .filter(({ symbol, lots }) => lots !== 0 && !leaving.has(symbol) && differences.isPositionAgreed(symbol))
      .filter(({ symbol }) => !desk.isProtected(symbol) && !desk.isClosing(symbol));
    this.#onNew(differences.update(['stop-missing'], bare.map(missingStop)));
  }

  /** What both sides hold of a symbol now, if it is not the same; undefined when it cannot be told. */
  async gapOf(symbol: ContractSymbol): Promise<PositionGap | null | undefined> {
    const reading = await this.#read();
    if (typeof reading === 'string' || !reading.usable(symbol)) return undefined;
    return this.#compare(reading).gaps.find((gap) => gap.symbol === symbol) ?? null;
  }

  /** The last hour, then the life of the oldest position that differs. */
  #lookBacks(): readonly ((gaps: readonly PositionGap[]) => number)[] {
    const { parts, settings } = this.#world;
    const hour = parts.clock.now() - settings.mismatchLookBackMs;
    return [() => hour, (gaps) => Math.min(hour, ...gaps.map(({ ours }) => (ours?.openedAt ?? hour) - LIFE_MARGIN_MS))];
  }

  async #read(): Promise<Reading | string> {
    const { asker, events } = this.#world;
    const mark = events.mark();
    const answer = await asker.ask((ask) => ask.positions());
    if (!answer.known) return answer.reason;
    const usable = (symbol: ContractSymbol): boolean =>
      !events.hasNews(symbol, mark) && !hasFreshDoubt(this.#world, symbol);
    return { reports: answer.value, usable };
  }

  /** Just after news the venue's answer may be behind its stream, unless fills of others say exactly the same. */
  #compare({ reports, usable }: Reading): {
    readonly all: readonly PositionGap[];
    readonly gaps: readonly PositionGap[];
    readonly unsure: Set<ContractSymbol>;
  } {
    const { parts, events, settings } = this.#world;
    const apart = comparePositions(reports, parts.journal.state.positions());
    const all = apart.filter(({ symbol }) => usable(symbol));
    const gaps = all.filter((gap) => events.symbolAge(gap.symbol) >= settings.freshMs || this.#isExplained(gap));
    return { all, gaps, unsure: new Set(apart.filter((gap) => !gaps.includes(gap)).map(({ symbol }) => symbol)) };
  }

  #isExplained(gap: PositionGap): boolean {
    return this.#foreignFills(gap).length > 0;
  }

  #foreignFills(gap: PositionGap): readonly VenueFillReport[] {
    return this.#world.fills.explaining(gap.symbol, gap.theirLots - gap.ourLots) ?? [];
  }

  #isListed(gap: PositionGap): boolean {
    return this.#world.differences.get(differingPosition(gap, []).id) !== null;
  }
}
