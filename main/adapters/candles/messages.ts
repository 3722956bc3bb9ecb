import type { CandleFileView, CandleImportRun } from '#shared/contract/candle-imports.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { AnnouncedFile, FileChoice, FilePart, StoredFile } from '#core/ports/candle-importer.ts';

/** What a thread is started for. */
export type CandleJob =
  | { readonly kind: 'import'; readonly folder: string; readonly files: readonly AnnouncedFile[] }
  | { readonly kind: 'remove'; readonly folder: string; readonly symbol: string; readonly timeframe: Timeframe };

/** What the host asks of the thread of an import. */
export type CandleRequest =
  | ({ readonly kind: 'part' } & FilePart)
  | ({ readonly kind: 'choose' } & FileChoice)
  | { readonly kind: 'store' }
  | { readonly kind: 'cancel' };

/** What the thread tells. `taken` answers the pieces in their order. */
export type CandleMessage =
  | { readonly kind: 'taken' }
  | { readonly kind: 'file'; readonly file: number; readonly view: CandleFileView }
  | { readonly kind: 'progress'; readonly state: 'reading' | 'asking' | 'storing'; readonly share: number }
  | {
      readonly kind: 'done';
      readonly result: NonNullable<CandleImportRun['result']>;
      readonly stored: readonly StoredFile[];
    }
  | { readonly kind: 'removed'; readonly removed: boolean }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly problem: string };
