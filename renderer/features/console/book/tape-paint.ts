import { penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import { writeFigures } from './figures.ts';

const ROW_HEIGHT = 16;
const MINUTE = 60_000;
/** Trades of one taker within so many ms count as one order that walked the book. */
const ONE_ORDER_MS = 40;

/** A line of the tape: one trade, or those of one order. */
export interface TapeLine {
  readonly ts: number;
  readonly ticks: number;
  readonly lots: number;
  readonly side: number;
  readonly trades: number;
}

/** The newest lines, newest first. @param aggregated trades on one side at one moment as one line. */
export function tapeLines(store: TapeStore, most: number, aggregated: boolean): readonly TapeLine[] {
  const lines: TapeLine[] = [];
  for (let back = 0; back < store.count; back += 1) {
    const trade = { ts: store.ts(back), ticks: store.ticks(back), lots: store.lots(back), side: store.side(back) };
    const last = lines.at(-1);
    if (aggregated && last?.side === trade.side && last.ts - trade.ts <= ONE_ORDER_MS) {
      lines[lines.length - 1] = { ...last, lots: last.lots + trade.lots, trades: last.trades + 1 };
      continue;
    }
    if (lines.length === most) break;
    lines.push({ ...trade, trades: 1 });
  }
  return lines;
}

/** What was traded in the last minute before the newest trade: contracts in all, and the share that was bought. */
export function lastMinute(store: TapeStore): { readonly lots: number; readonly bought: number } | null {
  if (store.count === 0) return null;
  const from = store.ts(0) - MINUTE;
  let [lots, bought] = [0, 0];
  for (let back = 0; back < store.count && store.ts(back) >= from; back += 1) {
    lots += store.lots(back);
    if (store.side(back) > 0) bought += store.lots(back);
  }
  return { lots, bought: lots === 0 ? 0 : bought / lots };
}

/** Draws the tape. */
export function paintTape(
  pen: Pen,
  store: TapeStore,
  at: {
    readonly units: DepthUnits;
    readonly tokens: Tokens;
    readonly width: number;
    readonly height: number;
    readonly aggregated: boolean;
    readonly sizeDecimals: number;
  },
): void {
  const { units, tokens: t, width, height, aggregated, sizeDecimals } = at;
  pen.clearRect(0, 0, width, height);
  const lines = tapeLines(store, Math.floor(height / ROW_HEIGHT), aggregated);
  const largest = Math.max(1, ...lines.map(({ lots }) => lots));
  pen.font = penFont(11);
  lines.forEach(({ ts, ticks, lots, side, trades }, index) => {
    const y = index * ROW_HEIGHT;
    const middle = y + ROW_HEIGHT / 2 + 0.5;
    const colour = side > 0 ? t.up : t.down;
    const share = lots / largest;
    pen.fillStyle = colour;
    pen.globalAlpha = 0.2;
    const bar = Math.max(1, Math.round((width - 4) * share));
    pen.fillRect(width - bar, y + 1, bar, ROW_HEIGHT - 2);
    pen.globalAlpha = 1;
    const time = `${formatClock(ts)}.${String(Math.floor((ts % 1_000) / 100))}`;
    writeFigures(pen, time, 72, middle, t.text3);
    const price = formatNumber((ticks * units.tickUnits) / 10 ** units.priceDecimals, units.priceDecimals);
    writeFigures(pen, price, width * 0.6, middle, colour);
    write(pen, side > 0 ? '↑' : '↓', width * 0.6 + 4, middle, colour);
    if (trades > 1) write(pen, `×${String(trades)}`, width * 0.6 + 18, middle, t.text3);
    writeFigures(pen, formatNumber(lots * units.multiplier, sizeDecimals), width - 10, middle, t.text);
  });
}
