import type { ContractSymbol } from '#shared/domain/ids.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { VenueFillReport } from '../../ports/venue.ts';
import type { Asker } from './asker.ts';
import type { ReconcileAlarm, ReconcilerParts } from './reconcile-types.ts';
import type { Checked } from './world.ts';

/** Fetches fills and books those that are ours; keeps those of others, which may explain a position. */
export class FillFetcher {
  readonly #parts: ReconcilerParts;
  readonly #asker: Asker;
  readonly #alarm: (alarm: ReconcileAlarm) => void;
  readonly #foreign = new Map<ContractSymbol, Map<string, VenueFillReport>>();
  readonly #settled = new Set<string>();

  constructor(parts: ReconcilerParts, asker: Asker, alarm: (alarm: ReconcileAlarm) => void) {
    this.#parts = parts;
    this.#asker = asker;
    this.#alarm = alarm;
  }

  /** Asks for all fills since a venue time and books them, each once. */
  async since(time: number): Promise<Checked & { readonly askedAt?: number }> {
    const answer = await this.#asker.ask((ask) => ask.fills(epochMs(Math.max(0, Math.floor(time)))));
    if (!answer.known) return { ok: false, reason: `fills: ${answer.reason}` };
    for (const fill of answer.value) this.take(fill);
    return { ok: true, compared: answer.value.length, askedAt: answer.askedAt };
  }

  /** Books a fill if it is ours, or what the venue did unasked; keeps it otherwise. */
  take(fill: VenueFillReport): void {
    if (this.#parts.desk.report(fill) !== 'foreign') return;
    if (fill.cause !== undefined && this.#bookUnasked(fill, fill.cause)) return;
    if (this.#settled.has(`${fill.symbol} ${fill.tradeId}`)) return;
    let known = this.#foreign.get(fill.symbol);
    if (known === undefined) this.#foreign.set(fill.symbol, (known = new Map<string, VenueFillReport>()));
    known.set(fill.tradeId, fill);
  }

  /** Fills of others on a symbol since both sides last held the same. */
  foreignOf(symbol: ContractSymbol): readonly VenueFillReport[] {
    return [...(this.#foreign.get(symbol)?.values() ?? [])];
  }

  /**
   * The newest fills of others that add up to exactly `lots` (signed, not 0): those since both sides last held the same.
   * Null when there are none; earlier ones may be from before, when the position was as it is now.
   */
  explaining(symbol: ContractSymbol, lots: number): readonly VenueFillReport[] | null {
    const newestFirst = [...this.foreignOf(symbol)].sort((a, b) => b.tsVenue - a.tsVenue);
    let sum = 0;
    for (const [index, { side, lots: size }] of newestFirst.entries()) {
      sum += side === 'buy' ? size : 0 - size;
      if (sum === lots) return newestFirst.slice(0, index + 1);
    }
    return null;
  }

  /** Both sides hold the same on these symbols: fills of others up to now explain nothing any more. */
  settle(agreed: (symbol: ContractSymbol) => boolean): void {
    for (const [symbol, fills] of this.#foreign) {
      if (!agreed(symbol)) continue;
      for (const tradeId of fills.keys()) this.#settled.add(`${symbol} ${tradeId}`);
      this.#foreign.delete(symbol);
    }
  }

  /** Liquidation, auto-deleveraging and settlement close a position of ours by no order of ours (rule R15). */
  #bookUnasked(fill: VenueFillReport, cause: NonNullable<VenueFillReport['cause']>): boolean {
    const { desk, journal } = this.#parts;
    const { symbol, side, lots, priceTicks, fee, tradeId } = fill;
    const id = `${cause}:${symbol}:${tradeId}`;
    if (journal.state.decision(id) !== null) return true;
    const held = journal.state.position(symbol)?.lots ?? 0;
    const reduces = side === 'sell' ? held >= lots : held <= 0 - lots;
    if (!reduces || lots <= 0 || fill.tsVenue < this.#sameSince(symbol)) return false;
    const sentence = `${symbol}: the venue closed ${String(lots)} contracts by ${cause}.`;
    desk.adjust({ id, symbol, side, lots, priceTicks, fee, cause, by: 'venue', sentence, plan: null });
    this.#alarm({ kind: 'unasked-end', symbol, orderId: null, sentence });
    return true;
  }

  /**
   * From when on a fill can have changed what is held now: not before the position was opened, and not before a person
   * last took over what the venue holds. A list reaches further back than that.
   */
  #sameSince(symbol: ContractSymbol): number {
    const { desk, journal } = this.#parts;
    let since = desk.heldSince(symbol) ?? Number.NEGATIVE_INFINITY;
    for (const { symbol: decided, kind, choice, decidedAt } of journal.state.decisions()) {
      if (decided === symbol && kind.includes('position') && choice !== 'ignore') since = Math.max(since, decidedAt);
    }
    return since;
  }
}
