import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Opinion } from '#shared/domain/agent.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { liquidationOpinion, type LiquidationInputs } from '../agents/scoring/liquidation-agent.ts';
import { clustersOf } from '../liquidation/clusters.ts';
import { ratiosOf } from '../liquidation/ratios.ts';
import type { KnownBook } from '../liquidation/known-book.ts';
import { measuredSkillOf } from '../liquidation/skill/measured-skill.ts';
import type { SymbolLiquidations } from '../liquidation/symbol-liquidations.ts';
import { voidsOf } from '../liquidation/zones.ts';
import type { FeedEvent } from '../ports/market-feed.ts';
import { ROW_REACH, type LiquidationsBoardParts } from './liquidation-parts.ts';
import { OnDemandTopic } from './on-demand-topic.ts';
import type { StopSignal } from './stop-signal.ts';
import { rowView } from './views/liquidation-views.ts';

const RENEW_MS = 2_000;

/** The liquidation maps as the screens and the agent ask for them. */
export class LiquidationsBoard implements Disposable {
  readonly parts: LiquidationsBoardParts;
  readonly #topic: OnDemandTopic<LiquidationRow>;
  readonly #books = new Map<ContractSymbol, KnownBook>();
  readonly #inputs = new Map<ContractSymbol, { readonly asOf: number; readonly map: LiquidationInputs['map'] }>();
  #following: Disposable | null = null;

  constructor(parts: LiquidationsBoardParts) {
    this.parts = parts;
    this.#topic = new OnDemandTopic(parts.scheduler, RENEW_MS, () => this.rows());
  }

  /** Builds the maps from what is stored and follows the feed; history that is relived moves no map. */
  start(): void {
    this.#following ??= this.parts.markets.start();
  }

  onEvent(event: FeedEvent): void {
    this.parts.markets.onEvent(event);
    if (event.kind === 'depth') {
      const { symbol, bids, asks, tsVenue: at } = event;
      this.#books.set(symbol, { bids, asks, at });
    } else if (event.kind === 'ticker' && (this.#books.get(event.ticker.symbol)?.bids.length ?? 0) <= 1) {
      // Where no depth is told, the best prices are all that is known of the book.
      const { symbol, bid, ask, bidLots, askLots, tsVenue: at } = event.ticker;
      this.#books.set(symbol, { bids: [{ price: bid, lots: bidLots }], asks: [{ price: ask, lots: askLots }], at });
    }
  }

  book(symbol: ContractSymbol): KnownBook | null {
    return this.#books.get(symbol) ?? null;
  }

  watch(signal?: StopSignal) {
    return this.#topic.subscribe(signal);
  }

  rows(): readonly LiquidationRow[] {
    return [...this.parts.markets.all()].flatMap(([symbol, place]) => {
      const row = rowView(symbol, place, this.parts);
      return row === null ? [] : [row];
    });
  }

  /** What the agent says; the map is worked out only where it may weigh, once for each of its states. */
  opinion(symbol: ContractSymbol, at: number): Opinion {
    const place = this.parts.markets.of(symbol);
    const skill = place === null ? null : measuredSkillOf(place.instrument.coin);
    const map = skill?.mayWeigh === true && place !== null ? this.#mapOf(symbol, place) : null;
    return liquidationOpinion({ skill, map }, at);
  }

  dispose(): void {
    this.#following?.dispose();
    this.#topic.dispose();
  }

  #mapOf(symbol: ContractSymbol, place: SymbolLiquidations): LiquidationInputs['map'] {
    const asOf = place.book.lastAt;
    const kept = this.#inputs.get(symbol);
    if (kept?.asOf === asOf) return kept.map;
    const found = place.map('all', ROW_REACH);
    const map =
      found === null
        ? null
        : {
            asOf,
            formOnly: !place.book.anchored,
            optical: ratiosOf(found).optical,
            clusters: clustersOf(found),
            voids: voidsOf(found),
          };
    this.#inputs.set(symbol, { asOf, map });
    return map;
  }
}
