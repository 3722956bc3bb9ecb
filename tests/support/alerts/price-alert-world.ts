import { PriceAlerts, type NewPriceAlert } from '#core/alerts/price/price-alerts.ts';
import type { Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { FeedHealth } from '#core/market/feed-health.ts';
import { TickerBook } from '#core/market/ticker-book.ts';
import type { Ticker } from '#core/ports/market-feed.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';

export const SYMBOL = contractSymbol('XBTUSDTM');

export const WANTED: NewPriceAlert = {
  ...{ symbol: SYMBOL, price: '100.0', triggerBy: 'last', way: 'any', cooldownMinutes: 5 },
  ...{ once: false, level: 'warning', note: '' },
};

type Notice = Parameters<Notifier['notify']>[0];

/** Price alerts on one contract whose prices a test tells. */
export class PriceAlertWorld {
  readonly store = new MemoryJournalStore();
  readonly told: (Notice & { readonly at: number })[] = [];
  clock = new VirtualClock(1_763_000_000_000);
  health = new FeedHealth(this.clock);
  #tickers = new TickerBook();
  #ids = 0;
  journal = this.#journal();
  alerts = this.#open();

  /** Tells a price, `seconds` after the last one. */
  tell(last: number, { mark = last, seconds = 1, late = 0 } = {}): void {
    this.clock.moveTo(this.clock.now() + seconds * 1_000);
    const now = this.clock.now();
    const prices = { bid: last, ask: last, last, mark, index: last, bidLots: 1, askLots: 1 };
    const unknown = { fundingRate: null, nextFundingAt: null, openInterestLots: null };
    const ticker: Ticker = { symbol: SYMBOL, ...prices, ...unknown, tsVenue: now - late, tsReceived: now };
    this.health.onEvent({ kind: 'ticker', ticker });
    this.#tickers.update(ticker);
    this.alerts.onEvent({ kind: 'ticker', ticker });
  }

  add(wanted: Partial<NewPriceAlert> = {}): string {
    const made = this.alerts.add({ ...WANTED, ...wanted }, 'trader');
    if (!made.ok) throw new Error(made.error.sentence);
    return made.value.row.id;
  }

  /** Writes what waits, as the end of each turn does. */
  commit(): void {
    this.clock.finishTurn();
  }

  /** The process ends in good order, and another one starts so many seconds later. */
  restart(seconds = 1): void {
    this.alerts.dispose();
    this.commit();
    this.crash(seconds);
  }

  /** The process ends at once: what was not written is lost. */
  crash(seconds = 1): void {
    this.clock = new VirtualClock(this.clock.now() + seconds * 1_000);
    this.health = new FeedHealth(this.clock);
    this.#tickers = new TickerBook();
    this.journal = this.#journal();
    this.alerts = this.#open();
  }

  #journal(): Journal {
    const { clock, store } = this;
    return openJournal({ store, hasher: systemHasher, clock, scheduler: clock });
  }

  #open(): PriceAlerts {
    const { clock, journal } = this;
    const alerts = new PriceAlerts({
      journal,
      latest: (symbol) => this.#tickers.get(symbol),
      blind: (symbol) => (this.health.statusOf(symbol) === 'open' ? null : 'No fresh price has come.'),
      notifier: { notify: (notice) => this.told.push({ ...notice, at: this.clock.now() }) },
      clock,
      scheduler: clock,
      newId: () => `a${String((this.#ids += 1))}`,
    });
    alerts.start();
    return alerts;
  }
}
