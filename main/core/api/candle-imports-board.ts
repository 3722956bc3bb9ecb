import type { CandleImportView } from '#shared/contract/candle-imports.ts';
import type { SeriesOf } from '#shared/contract/market.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { CONTRACT_CATALOGUE } from '../market/contract-catalogue.ts';
import type { Journal } from '../journal/journal.ts';
import type { CandleImporter, SizedSeries, StoredFile } from '../ports/candle-importer.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { StoreFailure, type CandleArchive } from '../ports/store.ts';
import { Topic } from './topic.ts';
import { seriesView } from './views/market-views.ts';

const SUBJECT = 'candles';
const CONTRACTS = CONTRACT_CATALOGUE.map(({ symbol, coin }) => ({ symbol, coin }));

interface BoardParts {
  /** Null where nothing is imported. */
  readonly importer: CandleImporter | null;
  readonly journal: Journal;
  /** The running market's own. */
  readonly market: CandleArchive;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly scheduler: Scheduler;
}

/** Stored candles and the import of candle files as the screens show them; what was stored is recorded. */
export class CandleImportsBoard implements Disposable {
  readonly topic: Topic<CandleImportView>;
  readonly #parts: BoardParts;
  readonly #following: Disposable | null;
  #stored: CandleImportView['stored'] = [];
  /** Who began the import under way. */
  #by = '';

  constructor(parts: BoardParts) {
    this.#parts = parts;
    this.topic = new Topic(parts.scheduler);
    this.#following = parts.importer?.onChange((stored) => this.#changed(stored)) ?? null;
  }

  get importer(): CandleImporter | null {
    return this.#parts.importer;
  }

  dispose(): void {
    this.#following?.dispose();
  }

  /** Every stored series: of the market, then imported ones. */
  series(): CandleImportView['stored'] {
    const { market, importer, instruments } = this.#parts;
    const viewed = (series: SizedSeries, of: SeriesOf) => ({
      ...seriesView(series, instruments.get(series.symbol)?.coin ?? series.symbol, of),
      bytes: series.bytes,
    });
    const own = market.series().map((one) => ({ ...one, bytes: market.bytes(one.symbol, one.timeframe) }));
    return [
      ...own.map((one) => viewed(one, 'market')),
      ...(importer?.series() ?? []).map((one) => viewed(one, 'imported')),
    ];
  }

  /** Looks at what is stored, and shows it. */
  show(): void {
    this.#stored = this.series();
    this.#put();
  }

  /** @param by the role of the caller. */
  begin(files: readonly { readonly name: string; readonly bytes: number }[], by: string): string {
    const { importer } = this.#parts;
    if (importer === null) throw new Error('Nothing is imported in this mode.');
    this.#by = by;
    return importer.begin(files);
  }

  /** Removes an imported series; false when there is none. */
  async remove({ symbol, timeframe }: Pick<SizedSeries, 'symbol' | 'timeframe'>, by: string): Promise<boolean> {
    const { importer, journal } = this.#parts;
    if (importer === null || !(await importer.remove(symbol, timeframe))) return false;
    journal.append({ type: 'candles.removed', subject: SUBJECT, data: { symbol, timeframe, by } });
    this.show();
    return true;
  }

  /** Called from the importer: what fails here must not end the process, and the next look tells it. */
  #changed(stored: readonly StoredFile[] | null): void {
    if (stored !== null) {
      if (stored.length > 0 && this.#parts.journal.notWritable === null) this.#record(stored);
      try {
        this.#stored = this.series();
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
      }
    }
    this.#put();
  }

  #record(stored: readonly StoredFile[]): void {
    const { journal, importer } = this.#parts;
    const { fresh = 0, changed = 0 } = importer?.run?.result ?? {};
    const files = stored.map(({ name, hash, symbol, timeframe, rows, from, to }) => ({
      ...{ name, hash, symbol, timeframe, rows, from, to },
    }));
    journal.append({ type: 'candles.imported', subject: SUBJECT, data: { files, fresh, changed, by: this.#by } });
  }

  #put(): void {
    const { importer } = this.#parts;
    this.topic.put([
      {
        ...{ key: 'candle-import', available: importer !== null, run: importer?.run ?? null },
        ...{ contracts: CONTRACTS, stored: this.#stored },
      },
    ]);
  }
}
