import { useTopics } from '#renderer/data/data-context.tsx';
import { useDraft, type DraftKind, type DraftSide } from '../draft.ts';
import { chooseKind, quoteOf, startOrder } from './entry-price.ts';
import { useInstrument } from './use-ticket.ts';

/** The ways to begin an order; the prices of the market are read when one is taken, and render nothing before. */
export function useOrderStart(): {
  readonly start: (side: DraftSide) => void;
  readonly choose: (kind: DraftKind) => void;
} {
  const symbol = useDraft((draft) => draft.symbol);
  const tick = useInstrument(symbol)?.tick ?? '';
  const { tickers } = useTopics();
  const quote = () => quoteOf(tickers.snapshot().rows.find(({ key }) => key === symbol) ?? null, tick);
  return { start: (side) => startOrder(side, quote()), choose: (kind) => chooseKind(kind, quote()) };
}
