import { contractSymbol } from '#shared/domain/ids.ts';
import { storable } from '../row-cells.ts';
import type { Handler } from './handler.ts';

/** Keeps what a person decided about a difference; a later decision about the same one replaces it. */
export const decide: Handler<'reconcile.decided'> = (state, event, data) => {
  state.putDecision({
    id: storable(event.subject),
    kind: storable(data.kind),
    symbol: contractSymbol(data.symbol),
    choice: storable(data.choice),
    by: storable(data.by),
    sentence: storable(data.sentence),
    decidedAt: event.ts,
  });
};
