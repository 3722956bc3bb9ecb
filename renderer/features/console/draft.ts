import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OrderTicket } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';

export type DraftSide = OrderTicket['side'];
export type DraftKind = OrderTicket['kind'];
/** What the typed size means; `risk` is USDT lost at the stop with both fees, `percent` a share of the free balance as margin. */
export type SizeUnit = 'contracts' | 'coin' | 'usdt' | 'percent' | 'risk';

/** The one order that is being drawn up: the ticket's fields, the chart's dashed lines and the ladder's clicks are this. */
export interface Draft {
  /** The contract it is for; null until one is chosen. */
  readonly symbol: string | null;
  /** True from the first word about an order until it is sent or cleared: only then are its lines drawn. */
  readonly active: boolean;
  readonly side: DraftSide;
  readonly kind: DraftKind;
  /** Worked in parts; null for one order. */
  readonly method: WorkedOrderView['method'] | null;
  readonly sizeUnit: SizeUnit;
  /** As typed, in `sizeUnit`. */
  readonly size: string;
  /** Whole contracts that follow from `size`, rounded down; null while that cannot be said. */
  readonly lots: number | null;
  /** Prices on the tick as text; empty where none is given. */
  readonly price: string;
  /** The price that was filled in by itself, the best of the own side; empty where a person gave it. */
  readonly offered: string;
  readonly trigger: string;
  readonly stop: string;
  readonly target: string;
  /** Distance of a trailing stop in quote units; empty when the stop stays. */
  readonly trail: string;
  readonly timeInForce: OrderTicket['timeInForce'];
  readonly postOnly: boolean;
  /** Takes off what is held instead of making an entry. */
  readonly reduceOnly: boolean;
  /** Null: the limit of the risk gate. */
  readonly leverage: number | null;
  readonly holdHours: number | null;
  /** Stop and target follow the entry at `stopPercent` and `targetPercent` until a person sets one of them. */
  readonly bracketFollows: boolean;
  readonly stopPercent: number;
  readonly targetPercent: number;
}

interface DraftActions {
  /** Sets fields. A stop or target given here no longer follows the entry. */
  readonly patch: (change: Partial<Draft>) => void;
  /** Begins an order on a side, with size, leverage and distances of the last. */
  readonly start: (side: DraftSide) => void;
  /** Forgets the order; size, kind and leverage are kept for the next. */
  readonly clear: () => void;
}

const PRICES = { price: '', offered: '', trigger: '', stop: '', target: '' } as const;

const FRESH: Draft = {
  symbol: null,
  active: false,
  side: 'buy',
  kind: 'market',
  method: null,
  sizeUnit: 'contracts',
  size: '',
  lots: null,
  ...PRICES,
  trail: '',
  timeInForce: 'gtc',
  postOnly: false,
  reduceOnly: false,
  leverage: null,
  holdHours: null,
  bracketFollows: true,
  stopPercent: 1,
  targetPercent: 2,
};

/** What a change of side, of kind, or of a bracket price brings with it. */
function consequences(before: Draft, change: Partial<Draft>): Partial<Draft> {
  const own = change.stop !== undefined || change.target !== undefined;
  const turned = change.side !== undefined && change.side !== before.side && !own;
  return {
    ...(own && change.bracketFollows === undefined ? { bracketFollows: false } : {}),
    // A stop on the wrong side of the entry is no stop: turned round, both follow the entry again.
    ...(turned ? { stop: '', target: '', bracketFollows: true } : {}),
  };
}

/** The draft of the console, one for all its panels. Size, kind, leverage and distances are kept over restarts. */
export const useDraft = create<Draft & DraftActions>()(
  persist(
    (set) => ({
      ...FRESH,
      patch: (change) => set((draft) => ({ ...consequences(draft, change), ...change })),
      start: (side) => set((draft) => ({ ...consequences(draft, { side }), side, active: true })),
      clear: () =>
        set({ ...PRICES, active: false, reduceOnly: false, bracketFollows: true, holdHours: null, trail: '' }),
    }),
    {
      name: 'zmart-draft',
      partialize: ({ kind, sizeUnit, size, leverage, stopPercent, targetPercent }) => ({
        kind,
        sizeUnit,
        size,
        leverage,
        stopPercent,
        targetPercent,
      }),
    },
  ),
);
