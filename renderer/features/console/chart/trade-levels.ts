import type { OrderView } from '#shared/contract/order.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say } from '#shared/language/words.ts';
import type { Draft } from '../draft.ts';

/** What a drag of a level changes. */
type LevelDrag =
  | { readonly does: 'stop' | 'target' }
  | { readonly does: 'alert'; readonly id: string }
  | { readonly does: 'order'; readonly id: string; readonly field: 'price' | 'trigger' }
  | { readonly does: 'draft'; readonly field: 'price' | 'trigger' | 'stop' | 'target' };

/** What a contract is reckoned with. */
export interface ContractUnits {
  readonly tick: string;
  readonly priceDecimals: number;
  /** Base units per contract. */
  readonly multiplier: number;
}

/** What the result at a price is reckoned from: the price, less the entry, times the signed base quantity. */
interface LevelBasis {
  readonly entry: number;
  /** Base units, + long. */
  readonly quantity: number;
}

/** A price of the account on the chart. */
export interface TradeLevel {
  readonly id: string;
  readonly kind: 'entry' | 'stop' | 'target' | 'order' | 'draft' | 'liquidation' | 'alert';
  readonly label: string;
  readonly price: number;
  /** Base quantity; null where it does not apply. */
  readonly size: number | null;
  /** A word in place of the result: `reduce`, `post-only`. */
  readonly word: string;
  readonly ink: 'up' | 'down' | 'king' | 'text2';
  readonly dashed: boolean;
  /** Null: it does not drag. */
  readonly drag: LevelDrag | null;
  readonly basis: LevelBasis | null;
}

/** Result at a price in quote units, before fees: q × (price − entry). Null without a basis. */
export const resultAt = (basis: LevelBasis | null, price: number): number | null =>
  basis === null ? null : basis.quantity * (price - basis.entry);

/** How a moved level changes what is won or lost there: result at the new price less that at the old. */
export const resultChange = (basis: LevelBasis | null, from: number, to: number): number | null =>
  basis === null ? null : basis.quantity * (to - from);

const plain = { word: '', dashed: false, drag: null, size: null, basis: null } as const;

function positionLevels(position: PositionView): readonly TradeLevel[] {
  const size = Number(position.quantity);
  const basis = { entry: position.entry, quantity: position.side === 'long' ? size : -size };
  const { stop, target, liquidation } = position;
  const part = position.stopLots < position.lots;
  return [
    { ...plain, id: 'entry', kind: 'entry', label: say('Entry'), price: position.entry, size, ink: 'king', basis },
    ...(stop === null
      ? []
      : [
          {
            ...plain,
            id: 'stop',
            kind: 'stop' as const,
            label: part ? say('Stop, part') : say('Stop'),
            price: stop,
            size: part ? (size * position.stopLots) / position.lots : size,
            ink: 'down' as const,
            dashed: true,
            drag: { does: 'stop' as const },
            basis,
          },
        ]),
    ...(target === null
      ? []
      : [
          {
            ...plain,
            id: 'target',
            kind: 'target' as const,
            label: say('Target'),
            price: target,
            size,
            ink: 'up' as const,
            dashed: true,
            drag: { does: 'target' as const },
            basis,
          },
        ]),
    ...(liquidation === null
      ? []
      : [
          {
            ...plain,
            id: 'liquidation',
            kind: 'liquidation' as const,
            label: say('Liquidation'),
            price: liquidation,
            ink: 'down' as const,
          },
        ]),
  ];
}

function orderLabel({ side, kind }: Pick<OrderView, 'side' | 'kind'>): string {
  switch (kind) {
    case 'market':
      return say('{side, select, buy {Buy} other {Sell}} market', { side });
    case 'limit':
      return say('{side, select, buy {Buy} other {Sell}} limit', { side });
    case 'stop-market':
      return say('{side, select, buy {Buy} other {Sell}} stop', { side });
    case 'stop-limit':
      return say('{side, select, buy {Buy} other {Sell}} stop limit', { side });
    case 'take-profit-market':
      return say('{side, select, buy {Buy} other {Sell}} take profit', { side });
    case 'trailing-stop':
      return say('{side, select, buy {Buy} other {Sell}} trailing stop', { side });
  }
}

/** What stands in place of the result; empty where nothing does. */
function orderWord({ inDoubt, reduceOnly, postOnly }: OrderView): string {
  if (inDoubt) return say('not confirmed');
  if (reduceOnly) return say('reduce');
  return postOnly ? say('post-only') : '';
}

function orderLevel(order: OrderView, { multiplier }: ContractUnits): readonly TradeLevel[] {
  const field = order.trigger === null ? 'price' : 'trigger';
  const price = order[field];
  // Stop and target of a position stand there already, by the prices that are held.
  if (price === null || !order.open || order.role === 'stop' || order.role === 'target') return [];
  return [
    {
      ...plain,
      id: `order:${order.key}`,
      kind: 'order',
      label: orderLabel(order),
      price: Number(price),
      size: (order.changingTo ?? order.lots - order.filledLots) * multiplier,
      word: orderWord(order),
      ink: 'king',
      dashed: true,
      drag: order.role === 'entry' ? { does: 'order', id: order.key, field } : null,
    },
  ];
}

/** Where the draft would be filled: its own price, else the last one. */
function draftEntry({ kind, price, trigger }: Draft, last: number): number {
  const text = kind === 'limit' ? price : kind === 'market' ? '' : trigger;
  const at = Number(text);
  return text === '' || !Number.isFinite(at) || at <= 0 ? last : at;
}

function draftLevels(draft: Draft, { multiplier }: ContractUnits, last: number): readonly TradeLevel[] {
  const size = draft.lots === null ? null : draft.lots * multiplier;
  const entry = draftEntry(draft, last);
  const basis = size === null ? null : { entry, quantity: draft.side === 'buy' ? size : -size };
  const fields = [
    [
      'price',
      draft.kind === 'limit' || draft.kind === 'stop-limit' ? draft.price : '',
      draft.side === 'buy' ? say('Draft buy') : say('Draft sell'),
    ],
    ['trigger', draft.kind.startsWith('stop') ? draft.trigger : '', say('Draft trigger')],
    ['stop', draft.reduceOnly ? '' : draft.stop, say('Draft stop')],
    ['target', draft.reduceOnly ? '' : draft.target, say('Draft target')],
  ] as const;
  return fields.flatMap(([field, text, label]) => {
    const price = Number(text);
    if (text === '' || !Number.isFinite(price) || price <= 0) return [];
    const own = field === 'stop' || field === 'target';
    return [
      {
        ...plain,
        id: `draft:${field}`,
        kind: 'draft' as const,
        label,
        price,
        size,
        ink: 'text2' as const,
        dashed: true,
        drag: { does: 'draft' as const, field },
        basis: own ? basis : null,
      },
    ];
  });
}

/** Everything of the account that has a price on the chart of one contract. */
interface LevelInputs {
  readonly units: ContractUnits;
  readonly position: PositionView | null;
  readonly orders: readonly OrderView[];
  /** Null while nothing is drawn up for this contract. */
  readonly draft: Draft | null;
  readonly last: number;
}

export function tradeLevels({ units, position, orders, draft, last }: LevelInputs): readonly TradeLevel[] {
  return [
    ...(position === null ? [] : positionLevels(position)),
    ...orders.flatMap((order) => orderLevel(order, units)),
    ...(draft === null ? [] : draftLevels(draft, units, last)),
  ];
}
