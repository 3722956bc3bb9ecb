import type { ImportedLayer, LiquidationImport, PictureMessageView } from '#shared/contract/liquidation-imports.ts';

/** One imported file of levels. */
export const sampleImport = (now: number): LiquidationImport => ({
  ...{ id: 'import-1', kind: 'levels', from: 'file', name: 'levels.csv', at: now - 3_600_000, rows: 2 },
  ...{ symbols: ['XBTUSDTM'], unit: 'quote', by: 'trader', problem: null },
});

export const sampleLayer = (now: number): ImportedLayer => ({
  ...{ id: 'import-1', origin: 'imported: levels.csv', label: 'estimated', at: now - 3_600_000, unit: 'quote' },
  levels: [
    { side: 'long', price: 91_200, worth: 24_000_000, leverage: 50, born: null },
    { side: 'short', price: 98_400, worth: 31_000_000, leverage: 25, born: null },
  ],
});

export const NOT_READABLE: PictureMessageView = {
  kind: 'not-readable',
  reason: 'No line marks the current price.',
};
