import type { Pen } from '#renderer/charts/pen.ts';
import type { Tokens } from '#renderer/ui/theme/tokens.ts';
import type { MapBars } from './map-bars.ts';

/** Where the running sum of a price is drawn. */
type Place = (price: number, sum: number) => readonly [x: number, y: number];

/** The running sum of either side, from the price outward, with a halo so that it reads over the bars. */
export function paintSums(
  pen: Pen,
  tokens: Tokens,
  { prices, price: middle, outward }: MapBars,
  [first, last]: readonly [number, number],
  place: Place,
): void {
  for (const side of ['long', 'short'] as const) {
    pen.beginPath();
    let begun = false;
    for (let bin = first; bin <= last; bin += 1) {
      const price = prices[bin] as number;
      if (price < middle !== (side === 'long')) continue;
      const [x, y] = place(price, outward[bin] as number);
      if (begun) pen.lineTo(x, y);
      else pen.moveTo(x, y);
      begun = true;
    }
    pen.lineJoin = 'round';
    pen.lineWidth = 4;
    pen.strokeStyle = tokens.halo;
    pen.stroke();
    pen.lineWidth = 1.5;
    pen.strokeStyle = side === 'long' ? tokens.liqLong : tokens.liqShort;
    pen.stroke();
  }
}
