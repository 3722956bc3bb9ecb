import type { Timeframe } from '#shared/domain/timeframe.ts';

/** The data of records about candle files that a person brought in; the subject is `candles`. `by`: the role of the caller. */
export interface CandleImportEventData {
  'candles.imported': {
    files: readonly {
      name: string;
      /** SHA-256 of its text, hex. */
      hash: string;
      symbol: string | null;
      timeframe: Timeframe | null;
      rows: number;
      from: number | null;
      to: number | null;
    }[];
    /** Candles that were not stored before, and those that replaced others. */
    fresh: number;
    changed: number;
    by: string;
  };
  'candles.removed': { symbol: string; timeframe: Timeframe; by: string };
}

export const CANDLE_IMPORT_EVENT_TYPES = [
  'candles.imported',
  'candles.removed',
] as const satisfies readonly (keyof CandleImportEventData)[];
