import { useEffect, useState } from 'react';
import { say } from '#shared/language/words.ts';
import type { BookStore } from '#renderer/data/book-store.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';

/** Levels of each side, and how often they are written anew: a reader is not to be flooded. */
const LEVELS = 8;
const EVERY_MS = 5_000;

interface Line {
  readonly price: string;
  readonly size: string;
}

function lines(store: BookStore, units: DepthUnits, side: 'bids' | 'asks'): readonly Line[] {
  const { ticks, lots, count } = store[side];
  const decimals = units.priceDecimals;
  return Array.from({ length: Math.min(LEVELS, count) }, (_, i) => ({
    price: formatNumber(((ticks[i] ?? 0) * units.tickUnits) / 10 ** decimals, decimals),
    size: formatNumber((lots[i] ?? 0) * units.multiplier, 3),
  }));
}

/** The best levels as a table, for those who do not see the ladder. */
export function BookTable({ store, units }: { readonly store: BookStore; readonly units: DepthUnits }) {
  const read = () => ({ bids: lines(store, units, 'bids'), asks: lines(store, units, 'asks') });
  const [shown, setShown] = useState(read);
  useEffect(() => {
    const timer = setInterval(
      () => setShown({ bids: lines(store, units, 'bids'), asks: lines(store, units, 'asks') }),
      EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [store, units]);
  const rows = Array.from({ length: Math.max(shown.bids.length, shown.asks.length) }, (_, i) => i);
  return (
    <table style={{ ...UNSEEN, whiteSpace: 'normal' }}>
      <caption>{say('Order book of {symbol}, the best levels, every five seconds', { symbol: units.symbol })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('Bid {coin}', { coin: units.coin })}</th>
          <th scope="col">{say('Bid price')}</th>
          <th scope="col">{say('Ask price')}</th>
          <th scope="col">{say('Ask {coin}', { coin: units.coin })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((i) => (
          <tr key={i}>
            <td>{shown.bids[i]?.size}</td>
            <td>{shown.bids[i]?.price}</td>
            <td>{shown.asks[i]?.price}</td>
            <td>{shown.asks[i]?.size}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
