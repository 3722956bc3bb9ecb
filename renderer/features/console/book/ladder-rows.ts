/** Which prices stand where. Rows are counted from the top; one of them shows the spread instead of a price. */
export interface LadderRows {
  /** Number of rows, the spread's included. */
  readonly rows: number;
  /** Price of the top row, in steps of the grouping. */
  readonly top: number;
  /** Lowest price above the spread, in steps. */
  readonly split: number;
}

/** Rows at an edge that the spread does not enter without the ladder being centred again. */
const EDGE_ROWS = 3;

/** The row of the spread; outside of 0 … rows − 1 it is out of view. */
export const spreadRow = ({ top, split }: LadderRows): number => top - split + 1;

/** The price at a row, in steps; null at the spread. */
export function stepAt(ladder: LadderRows, row: number): number | null {
  const spread = spreadRow(ladder);
  if (row === spread) return null;
  return row < spread ? ladder.top - row : ladder.top - row + 1;
}

/** The row of a price, in steps; it may lie outside of the view. */
export const rowOf = ({ top, split }: LadderRows, step: number): number =>
  step >= split ? top - step : top - step + 1;

/** The ladder with the spread in its middle. */
export const centred = (rows: number, split: number): LadderRows => ({
  rows,
  split,
  top: split + Math.floor((rows - 1) / 2) - 1,
});

/** The ladder so that a price stands in its middle. */
export const centredOn = (rows: number, split: number, step: number): LadderRows => ({
  rows,
  split,
  top: step + Math.floor(rows / 2),
});

/** The first price above the spread: halfway between the best prices when the spread is wide. */
export const splitOf = (bestBidStep: number, bestAskStep: number): number =>
  bestBidStep + 1 + Math.floor((bestAskStep - bestBidStep - 1) / 2);

/**
 * The ladder after the best prices moved: prices keep their rows, only those between the old and the new spread move by
 * one. It is centred again when the spread reaches an edge, but never while a person points at it.
 */
export function followed(ladder: LadderRows, split: number, pointed: boolean): LadderRows {
  const moved = { ...ladder, split };
  const spread = spreadRow(moved);
  const inside = spread >= EDGE_ROWS && spread < ladder.rows - EDGE_ROWS;
  return inside || pointed ? moved : centred(ladder.rows, split);
}
