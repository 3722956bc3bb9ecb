import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { InstrumentView, TickerView } from '#shared/contract/market.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRowPart } from '#renderer/data/use-rows.ts';
import { useDraft, type Draft } from '../draft.ts';
import { usePreview } from '../preview.ts';
import { derive, steadyMark, type DraftFacts, type HeldPosition } from './derive.ts';

/** The specification of a contract; null until it came. */
export function useInstrument(symbol: string | null): InstrumentView | null {
  const { data } = useQuery(useApi().market.instruments.queryOptions({ staleTime: Infinity }));
  return data?.find((one) => one.symbol === symbol) ?? null;
}

const heldPart = ({ key, coin, side, quantity, stop, target, priceDecimals }: PositionView): HeldPosition => ({
  ...{ key, coin, side, quantity, stop, target, priceDecimals },
});

/** Reads the mark of one contract; small moves leave it as it was. */
function steadyReader(): (ticker: TickerView) => string | null {
  let held: string | null = null;
  return ({ mark, priceDecimals }) => (held = steadyMark(held, mark > 0 ? mark.toFixed(priceDecimals) : null));
}

function useSteadyMark(symbol: string | null): string | null {
  const reader = useMemo(() => ({ symbol, read: steadyReader() }), [symbol]);
  return useRowPart('tickers', symbol, reader.read);
}

/** The draft belongs to the chosen contract: choosing another forgets the prices of the last. */
function useDraftSymbol(): void {
  const symbol = useFocusSymbol((state) => state.symbol);
  useEffect(() => {
    const draft = useDraft.getState();
    if (draft.symbol === symbol) return;
    draft.clear();
    draft.patch({ symbol, lots: null });
  }, [symbol]);
}

/** The facts around the draft; null while the contract is not known. Keeps the fields that follow from others up to date. */
export function useDraftFacts(draft: Draft): DraftFacts | null {
  useDraftSymbol();
  const instrument = useInstrument(draft.symbol);
  const mark = useSteadyMark(draft.symbol);
  const position = useRowPart('positions', draft.symbol, heldPart);
  const free = usePreview(({ preview }) => preview?.free ?? null);
  const leverage = usePreview(({ preview }) => preview?.order.leverage ?? null);
  const facts: DraftFacts | null = instrument === null ? null : { instrument, mark, position, free, leverage };
  const change = facts === null ? null : derive(draft, facts);
  const key = change === null ? '' : JSON.stringify(change);
  useEffect(() => {
    if (key !== '') useDraft.getState().patch(JSON.parse(key) as Partial<Draft>);
  }, [key]);
  return facts;
}
