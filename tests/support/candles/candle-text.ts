const HEADER = 'timestamp_ms,open,high,low,close,volume';
const YEAR = 1_735_689_600_000;

/** CSV of candles that lie `stepMs` apart, from the begin of 2025 on; `price` is that of the first. */
export function candleText(rows: number, stepMs: number, price = 100): string {
  const lines = [HEADER];
  for (let row = 0; row < rows; row += 1) {
    const open = price + (row % 50) / 10;
    lines.push(
      [YEAR + row * stepMs, open, open + 1, open - 1, open + 0.5, row % 9].map((value) => String(value)).join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Bytes as the pieces of an upload, each made when it is asked for. */
export function* partsOf(
  bytes: Buffer,
  size = 150_000,
): Generator<{ readonly data: string; readonly received: number; readonly last: boolean }> {
  for (let from = 0; from === 0 || from < bytes.length; from += size) {
    const received = Math.min(bytes.length, from + size);
    yield { data: bytes.toString('base64', from, received), received, last: received === bytes.length };
  }
}
