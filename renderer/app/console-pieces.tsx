import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { BookColumn } from '#renderer/features/console/book/book-column.tsx';
import { ChartPanel } from '#renderer/features/console/chart/chart-panel.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { say } from '#shared/language/words.ts';

/** The contract of the panel's link colour, else the first that is followed. */
function useLinkedTicker(): TickerView | null {
  const { rows } = useRows('tickers');
  const symbol = useFocusSymbol((state) => state.symbol);
  return rows.find(({ key }) => key === symbol) ?? rows[0] ?? null;
}

function OfContract({ show }: { readonly show: (ticker: TickerView) => ReactNode }) {
  const ticker = useLinkedTicker();
  if (ticker !== null) return show(ticker);
  return (
    <EmptyNote title={say('No contract is followed')}>{say('Prices appear as soon as the feed tells them.')}</EmptyNote>
  );
}

function LinkedChart({ ticker }: { readonly ticker: TickerView }) {
  const { data } = useQuery({ ...useApi().market.instruments.queryOptions(), staleTime: 60_000 });
  const found = data?.find(({ symbol }) => symbol === ticker.key);
  const { tick, priceDecimals, multiplier } = found ?? {};
  const units = useMemo(
    () =>
      tick === undefined || priceDecimals === undefined || multiplier === undefined
        ? null
        : { tick, priceDecimals, multiplier: Number(multiplier) },
    [tick, priceDecimals, multiplier],
  );
  return units === null ? <LoadingRows rows={8} /> : <ChartPanel key={ticker.key} {...{ ticker, units }} />;
}

/** The price chart of the console on a board. */
export function ChartPiece() {
  return <OfContract show={(ticker) => <LinkedChart ticker={ticker} />} />;
}

/** Depth ladder and trades of the console on a board. */
export function BookPiece() {
  return <OfContract show={({ key }) => <BookColumn symbol={key} tabs />} />;
}
