import type { OrderTicket } from '#shared/contract/order.ts';
import { say } from '#shared/language/words.ts';
import type { Draft } from '../draft.ts';

type TicketDraft = Pick<
  Draft,
  | 'symbol'
  | 'side'
  | 'kind'
  | 'lots'
  | 'price'
  | 'trigger'
  | 'stop'
  | 'target'
  | 'trail'
  | 'timeInForce'
  | 'postOnly'
  | 'leverage'
  | 'holdHours'
>;

const given = (text: string): string | null => (text === '' ? null : text);

export const takesPrice = (kind: Draft['kind']): boolean => kind === 'limit' || kind === 'stop-limit';
export const takesTrigger = (kind: Draft['kind']): boolean => kind === 'stop-market' || kind === 'stop-limit';

const NO_TRIGGER = say('A stop order waits for its trigger: press E and give the price, or ↑ ↓ from the mark.');

/** The draft as it would be asked for; a sentence where something is still missing. */
export function ticketOf(draft: TicketDraft): OrderTicket | string {
  const { symbol, side, kind, lots, leverage, holdHours } = draft;
  if (symbol === null) return say('Choose a contract first.');
  if (takesTrigger(kind) && draft.trigger === '') return NO_TRIGGER;
  if (takesPrice(kind) && draft.price === '') return say('Give the limit price: E leads to the field.');
  if (lots === null || lots < 1) return say('Give a size of at least one contract.');
  return {
    symbol,
    side,
    kind,
    lots,
    price: takesPrice(kind) ? given(draft.price) : null,
    trigger: takesTrigger(kind) ? given(draft.trigger) : null,
    timeInForce: takesPrice(kind) ? draft.timeInForce : 'gtc',
    postOnly: takesPrice(kind) && draft.timeInForce === 'gtc' && draft.postOnly,
    leverage,
    stop: given(draft.stop),
    target: given(draft.target),
    trail: given(draft.trail),
    holdHours,
  };
}
