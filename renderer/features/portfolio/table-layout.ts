/** How the tables of the screen are folded: everything, attribution as one bar, or the four parts as one cell as well. */
export type TableFold = 'full' | 'folded' | 'small';

/** Room that all columns need, and that the four parts need beside a folded attribution, px. */
const FULL = 1_070;
const PARTS = 990;

/** The fold of a table by the room it has and the window around it. */
export function foldOf(width: number, windowWidth: number): TableFold {
  if (windowWidth < 1_080 || (width > 0 && width < PARTS)) return 'small';
  return windowWidth < 1_320 || (width > 0 && width < FULL) ? 'folded' : 'full';
}

/** Width of a column, px; null takes what is left. */
export type Width = number | null;

/** Rank, symbol, score, spark, change, and the parts: the same in both tables, so that they stand below each other. */
function commonWidths(fold: TableFold, wide: boolean): readonly Width[] {
  const parts = fold === 'small' ? [112] : wide ? [46, 46, 46, 46] : [40, 40, 42, 40];
  return wide ? [36, 172, 52, 84, 56, ...parts] : [36, fold === 'small' ? 150 : 158, 52, 68, 54, ...parts];
}

/** Widths of the columns of both tables. `wide`: there is room to spare. */
export function columnWidths(
  fold: TableFold,
  width: number,
): { readonly slots: readonly Width[]; readonly bench: readonly Width[] } {
  const wide = width >= 1_150;
  const common = commonWidths(fold, wide);
  const result = fold === 'full' ? (wide ? [78, 64, 64, 64, 92] : [76, 64, 62, 62, 86]) : [176];
  const lead = fold === 'full' ? (wide ? 156 : 150) : fold === 'folded' ? 160 : 130;
  return {
    slots: [...common, null, wide ? 58 : 54, ...result],
    bench: [...common, lead, wide ? 62 : 58, wide ? 86 : 80, wide ? 106 : 100, null],
  };
}
