import type { CandleImportRun } from '#shared/contract/candle-imports.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { AnnouncedFile, CandleImporter, SizedSeries, StoredFile } from '#core/ports/candle-importer.ts';

/** An importer that a test moves by hand. */
export class FakeImporter implements CandleImporter {
  run: CandleImportRun | null = null;
  readonly asked: string[] = [];
  stored: SizedSeries[] = [];
  readonly #changed = new Emitter<readonly StoredFile[] | null>();

  onChange(listener: (stored: readonly StoredFile[] | null) => void) {
    return this.#changed.on(listener);
  }

  begin(files: readonly AnnouncedFile[]): string {
    this.asked.push(`begin ${files.map(({ name }) => name).join(', ')}`);
    const ends = { endedAt: null, result: null, problem: null };
    this.move({ ...ends, id: 'candles-1', state: 'reading', startedAt: 1, share: 0, files: [] });
    return 'candles-1';
  }

  part(): Promise<boolean> {
    this.asked.push('part');
    return Promise.resolve(true);
  }

  choose(): boolean {
    this.asked.push('choose');
    return true;
  }

  store(): boolean {
    this.asked.push('store');
    return true;
  }

  cancel(): boolean {
    this.asked.push('cancel');
    return true;
  }

  series(): readonly SizedSeries[] {
    return this.stored;
  }

  remove(symbol: string, timeframe: string): Promise<boolean> {
    const before = this.stored.length;
    this.stored = this.stored.filter((one) => one.symbol !== symbol || one.timeframe !== timeframe);
    return Promise.resolve(this.stored.length < before);
  }

  /** The import as it is from now on, with what was stored when that is its end. */
  move(change: Partial<CandleImportRun>, stored: readonly StoredFile[] | null = null): void {
    this.run = { ...this.run, ...change } as CandleImportRun;
    this.#changed.emit(stored);
  }
}
