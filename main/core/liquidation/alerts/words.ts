const UNITS = [
  { from: 1e9, unit: ' B' },
  { from: 1e6, unit: ' M' },
  { from: 1e3, unit: ' k' },
] as const;

/** `38.2 M USDT`. */
export function quoteText(worth: number): string {
  const found = UNITS.find(({ from }) => worth >= from * 0.9995);
  const shown =
    found === undefined ? worth.toFixed(0) : `${String(Number((worth / found.from).toPrecision(3)))}${found.unit}`;
  return `${shown} USDT`;
}

/** `0.31 %`. */
export const percentText = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
