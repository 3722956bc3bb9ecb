import { ORPCError } from '@orpc/client';
import { useMemo } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { OrderTicket } from '#shared/contract/order.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useClient } from '../../data/data-context.tsx';
import { describeError } from '../../data/describe-error.ts';

/** What became of a request, in the language of the window. `refused`: the words are the gate's or the venue's. */
export type ActionResult =
  | { readonly kind: 'done' | 'in-doubt'; readonly sentence: string; readonly orderIds: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

type Outcome = Awaited<ReturnType<Client['orders']['place']>>;

const codeOf = (error: unknown): string | null => {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  return (error.data as { readonly code: string }).code;
};

/** A refusal is an answer; so is a lost connection, which proves nothing about an order that was sent. */
async function resultOf(call: Promise<Outcome>): Promise<ActionResult> {
  try {
    const { outcome, sentence, orderIds } = await call;
    return { kind: outcome, sentence: told(sentence), orderIds };
  } catch (error) {
    const failure = describeError(error);
    // Past that the request may have been carried out.
    if (error instanceof ORPCError && error.status < 500) {
      return { kind: 'refused', code: codeOf(error) ?? failure.code, sentence: failure.sentence };
    }
    const sentence = say('The answer was lost ({failure}). Look under Orders before sending again.', {
      failure: failure.sentence,
    });
    return { kind: 'in-doubt', sentence, orderIds: [] };
  }
}

/** Everything the console does to orders and positions; the one place that makes these calls. */
export interface OrderActions {
  place(ticket: OrderTicket): Promise<ActionResult>;
  work(ticket: OrderTicket, method: WorkedOrderView['method']): Promise<ActionResult>;
  amend(change: {
    readonly id: string;
    readonly price?: string;
    readonly trigger?: string;
    readonly lots?: number;
  }): Promise<ActionResult>;
  cancel(id: string): Promise<ActionResult>;
  /** @param symbol null for all. */
  cancelAll(symbol: string | null): Promise<ActionResult>;
  /** @param percent whole, 1…100. */
  close(symbol: string, percent: number): Promise<ActionResult>;
  moveStop(symbol: string, price: string): Promise<ActionResult>;
  moveTarget(symbol: string, price: string): Promise<ActionResult>;
  /** @param distance null: the stop stays. */
  trailStop(symbol: string, distance: string | null): Promise<ActionResult>;
  flatten(): Promise<ActionResult>;
  resumeWorked(id: string): Promise<ActionResult>;
  cancelWorked(id: string): Promise<ActionResult>;
}

export const orderActions = ({ orders }: Pick<Client, 'orders'>): OrderActions => ({
  place: (ticket) => resultOf(orders.place(ticket)),
  work: (ticket, method) => resultOf(orders.work({ ticket, method })),
  amend: (change) => resultOf(orders.amend(change)),
  cancel: (id) => resultOf(orders.cancel({ id })),
  cancelAll: (symbol) => resultOf(orders.cancelAll({ symbol })),
  close: (symbol, percent) => resultOf(orders.close({ symbol, percent })),
  moveStop: (symbol, price) => resultOf(orders.moveStop({ symbol, price })),
  moveTarget: (symbol, price) => resultOf(orders.moveTarget({ symbol, price })),
  trailStop: (symbol, distance) => resultOf(orders.trailStop({ symbol, distance })),
  flatten: () => resultOf(orders.flatten()),
  resumeWorked: (id) => resultOf(orders.resumeWorked({ id })),
  cancelWorked: (id) => resultOf(orders.cancelWorked({ id })),
});

/** The actions on the page's client. */
export function useOrderActions(): OrderActions {
  const client = useClient();
  return useMemo(() => orderActions(client), [client]);
}
