import type { InstrumentView } from '#shared/contract/market.ts';
import type { ActionResult } from '../order-actions.ts';

/** What every tab of the tables is given. */
export interface TabProps {
  readonly instruments: ReadonlyMap<string, InstrumentView>;
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
  readonly run: (action: Promise<ActionResult>) => void;
}
