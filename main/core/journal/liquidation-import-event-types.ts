/** The data of records about imported levels and liquidations; the subject is `liquidation-imports`. `by`: the role of the caller. */
export interface LiquidationImportEventData {
  'liquidations.imported': {
    id: string;
    kind: 'levels' | 'liquidations';
    from: 'file' | 'picture';
    name: string;
    /** SHA-256 of the input as it was given, and of what is kept of it. */
    hash: string;
    kept: string;
    rows: number;
    symbols: readonly string[];
    /** What the worth of levels is in: quote units, or a scale of the source's own. */
    unit: 'quote' | 'relative';
    by: string;
  };
  /** Its rows stay on the shelf for a while: until then the removal can be taken back. */
  'liquidations.import_removed': { id: string; name: string; by: string };
  /** A removal was taken back; its rows are those that were imported. */
  'liquidations.import_restored': { id: string; name: string; by: string };
  /** A person did not confirm what was read in a picture; nothing of it is kept. */
  'liquidations.picture_rejected': { name: string; hash: string; by: string };
}

export const LIQUIDATION_IMPORT_EVENT_TYPES = [
  'liquidations.imported',
  'liquidations.import_removed',
  'liquidations.import_restored',
  'liquidations.picture_rejected',
] as const satisfies readonly (keyof LiquidationImportEventData)[];
