import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Orchestrator } from '../agents/orchestration/orchestrator.ts';
import type { Journal } from '../journal/journal.ts';
import type { ChainConnector } from '../ports/chain.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExternalSources } from '../ports/external-source.ts';
import type { ExternalSeries, ExternalStore } from '../ports/external-store.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Secrets } from '../ports/secrets.ts';
import { CoinMatcher } from '../sentiment/coins.ts';
import { ChainReader } from './chain-reader.ts';
import { NewsReader } from './news-reader.ts';
import { SeriesBook } from './series-book.ts';
import { chainSeries, fearGreedSeries, gasSeries, newsSeries, WHOLE_MARKET } from './series-names.ts';
import { SourceDesk } from './source-desk.ts';
import { SourcePoller } from './source-poller.ts';
import { StoredOpinions } from './stored-opinions.ts';

export interface SourceLifeParts {
  readonly journal: Journal;
  readonly secrets: Secrets;
  readonly store: ExternalStore;
  readonly sources: ExternalSources;
  readonly connector: ChainConnector;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly hasher: Hasher;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly hide: (secret: string) => void;
  readonly newId: () => string;
}

/** The longest a value of each kind stands for the present, ms. */
const LASTS = { news: 6 * HOUR, mood: 72 * HOUR, chain: 12 * HOUR } as const;

/** Everything that reads what is outside the market: settings, readers, stored series, and the opinions made of them. */
export class SourceLife implements Disposable {
  readonly desk: SourceDesk;
  readonly book: SeriesBook;
  readonly news: NewsReader;
  readonly chain: ChainReader;
  readonly opinions: StoredOpinions;
  readonly sources: ExternalSources;
  readonly coins: readonly string[];
  readonly #parts: SourceLifeParts;
  #poller: SourcePoller | null = null;
  #started = false;

  constructor(parts: SourceLifeParts) {
    const { journal, secrets, store, sources, connector, clock, hasher, instruments, hide, newId } = parts;
    const now = (): number => clock.now();
    this.#parts = parts;
    this.sources = sources;
    this.coins = [...new Set([...instruments.values()].map(({ coin }) => coin))].sort();
    this.desk = new SourceDesk({ journal, secrets, hide, newId });
    this.book = new SeriesBook(store, now);
    const { book, coins, desk } = this;
    this.news = new NewsReader({ sources, store, book, hasher, matcher: new CoinMatcher(coins), coins, now });
    this.chain = new ChainReader({ connector, book, hasher, address: () => desk.chainAddress(), now });
    const coinOf = (symbol: ContractSymbol): string | null => instruments.get(symbol)?.coin ?? null;
    this.opinions = new StoredOpinions({
      book,
      hasher,
      settings: () => desk.settings,
      settingsAt: (at) => desk.at(at),
      coinOf,
    });
  }

  /** Makes the tasks of the reading known; nothing is read before {@link start}. */
  attach(orchestrator: Orchestrator): void {
    const { clock, scheduler } = this.#parts;
    const { desk, news, chain, opinions } = this;
    const onFigures = (): void => opinions.forget();
    this.#poller = new SourcePoller({ desk, news, chain, clock, scheduler, orchestrator, onFigures });
  }

  /** Reads what is set up from now on. */
  start(): void {
    this.#started = true;
    this.poller.start();
  }
  /** Whether anything is read in this mode. */
  get reading(): boolean {
    return this.#started;
  }

  /** @throws Error before {@link attach}. */
  get poller(): SourcePoller {
    if (this.#poller === null) throw new Error('The sources have no orchestrator yet');
    return this.#poller;
  }

  /** Every series that is set up now, for whoever computes features of them. */
  series(): readonly ExternalSeries[] {
    const { book, coins: known, desk } = this;
    const { sources, chain, coins } = desk.settings;
    const { hasher } = this.#parts;
    const mood = sources.find(({ kind }) => kind === 'fear-greed');
    const anyFeed = sources.some(({ kind }) => kind === 'feed');
    const news = anyFeed ? [WHOLE_MARKET, ...known] : [];
    return [
      ...news.map((coin) => book.series(newsSeries(coin), '−1…+1', 'news feeds', LASTS.news)),
      ...(mood === undefined ? [] : [book.series(fearGreedSeries(mood.id), 'points', mood.name, LASTS.mood)]),
      ...(chain === null ? [] : [book.series(gasSeries(chain.chainId), 'gwei', chain.host, LASTS.chain)]),
      ...(chain === null ? [] : coins).flatMap((coin) => {
        const { chainId, host } = chain ?? { chainId: 0, host: '' };
        const names = chainSeries(coin, chainId, hasher);
        return [
          ...(coin.token === null ? [] : [book.series(names.transfers, `${coin.coin}/h`, host, LASTS.chain)]),
          ...(coin.wallets.length === 0 ? [] : [book.series(names.balance, coin.coin, host, LASTS.chain)]),
        ];
      }),
    ];
  }

  dispose(): void {
    this.#poller?.dispose();
  }
}
