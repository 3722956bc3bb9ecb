/** Height of a row, and of the sums below the ladder, px. */
export const ROW_HEIGHT = 16;
export const FOOT_HEIGHT = 30;

/** Where the columns of the ladder lie, px from the left. */
export interface LadderColumns {
  readonly width: number;
  /** Right end of my buys, and left end of my sells. */
  readonly bidLeft: number;
  readonly askRight: number;
  readonly priceLeft: number;
  readonly priceRight: number;
}

const MINE = 40;
const PRICE_WIDE = 68;
const PRICE_NARROW = 60;

export function ladderColumns(width: number): LadderColumns {
  const price = width >= 270 ? PRICE_WIDE : PRICE_NARROW;
  const priceLeft = Math.round((width - price) / 2);
  return { width, bidLeft: MINE, askRight: width - MINE, priceLeft, priceRight: priceLeft + price };
}

/** What lies under a point: the zone decides what a click does. */
export function zoneAt(columns: LadderColumns, x: number): 'buy' | 'sell' | 'price' {
  if (x < columns.priceLeft) return 'buy';
  return x >= columns.priceRight ? 'sell' : 'price';
}
