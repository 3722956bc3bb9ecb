import type { HandlersOf } from '#core/api/handler-types.ts';
import { sampleCandleImport } from '../renderer/fake-candle-imports.ts';

export const sampleCandleImportHandlers = (now: number): HandlersOf<'candleImports'> => ({
  watch: async function* () {
    yield { kind: 'snapshot', seq: 1, rows: [await Promise.resolve(sampleCandleImport(now))] };
  },
  begin: () => Promise.resolve({ id: 'candles-1' }),
  part: () => Promise.resolve({ taken: true }),
  choose: () => Promise.resolve({ taken: true }),
  store: () => Promise.resolve({ started: true }),
  cancel: () => Promise.resolve({ canceled: true }),
  remove: () => Promise.resolve({ removed: true }),
});
