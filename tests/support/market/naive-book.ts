import { BID, DepthColumns } from '#core/market/depth-columns.ts';

/** An order book as one would write it first: two maps, sorted for each question. The model of the tests. */
export class NaiveBook {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();

  apply(message: DepthColumns, after = -1): void {
    for (let row = 0; row < message.count; row += 1) {
      if ((message.sequence[row] ?? 0) <= after) continue;
      const side = message.side[row] === BID ? this.bids : this.asks;
      const [ticks, lots] = [message.ticks[row] ?? 0, message.lots[row] ?? 0];
      if (lots === 0) side.delete(ticks);
      else side.set(ticks, lots);
    }
  }

  sorted(side: 'bid' | 'ask'): [number, number][] {
    const levels = [...(side === 'bid' ? this.bids : this.asks)];
    return levels.sort(([a], [b]) => (side === 'bid' ? b - a : a - b));
  }

  best(side: 'bid' | 'ask'): number | null {
    return this.sorted(side)[0]?.[0] ?? null;
  }
}

/** One change: side, ticks, lots. */
export type Change = readonly [side: number, ticks: number, lots: number];

/** A depth message out of plain values. */
export function depthMessage(
  changes: readonly Change[],
  numbers: { readonly first: number; readonly final: number; readonly previous?: number },
): DepthColumns {
  const message = new DepthColumns(4);
  [message.first, message.final, message.previous] = [numbers.first, numbers.final, numbers.previous ?? -1];
  for (const [side, ticks, lots] of changes) message.push(side, ticks, lots, numbers.final);
  return message;
}
