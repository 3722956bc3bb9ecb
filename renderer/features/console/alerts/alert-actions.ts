import { useMemo } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { say } from '#shared/language/words.ts';
import { useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import type { ActionResult } from '../order-actions.ts';

export type WantedAlert = Parameters<Client['priceAlerts']['add']>[0];
type AlertChange = Parameters<Client['priceAlerts']['change']>[0];

/** What is done to price alerts; a refusal is an answer. */
export interface AlertActions {
  /** Sets one and offers to take it back. */
  add(wanted: WantedAlert): Promise<ActionResult>;
  /** Changes one and offers to put it back as it was. */
  change(change: AlertChange): Promise<ActionResult>;
  /** Removes one and offers to set it again. */
  remove(alert: PriceAlertView): Promise<ActionResult>;
}

async function resultOf(
  call: Promise<PriceAlertView | { readonly id: string }>,
  sentence: string,
): Promise<ActionResult> {
  try {
    await call;
    return { kind: 'done', sentence, orderIds: [] };
  } catch (error) {
    const { code, sentence: why } = describeError(error);
    return { kind: 'refused', code, sentence: why };
  }
}

/** What the form of an alert holds. */
const wantedOf = ({ price, triggerBy, way, cooldownMinutes, once, level, note }: PriceAlertView) => ({
  ...{ price, triggerBy, way, cooldownMinutes },
  ...{ once, level, note },
});

export const alertActions = ({ priceAlerts }: Pick<Client, 'priceAlerts'>): AlertActions => ({
  add: async (wanted) => {
    const { price, symbol } = wanted;
    const call = priceAlerts.add(wanted);
    const result = await resultOf(
      call,
      say('Alert set at {price} of {symbol}.', { price: formatQuantity(price), symbol }),
    );
    if (result.kind === 'done') {
      const { key: id } = await call;
      tell(result.sentence, { undo: undoBy(() => priceAlerts.remove({ id })) });
    }
    return result;
  },
  change: async (change) => {
    const { id, enabled } = change;
    const known = await priceAlerts.list().catch(() => []);
    const before = known.find(({ key }) => key === id);
    const result = await resultOf(priceAlerts.change(change), say('The alert is changed.'));
    if (result.kind === 'done' && before !== undefined) {
      const switched = enabled === undefined ? {} : { enabled: before.enabled };
      const back = { id, ...wantedOf(before), ...switched };
      tell(say('The alert of {symbol} is changed.', { symbol: before.symbol }), {
        undo: undoBy(() => priceAlerts.change(back)),
      });
    }
    return result;
  },
  remove: async (alert) => {
    const { key: id, symbol, price } = alert;
    const result = await resultOf(
      priceAlerts.remove({ id }),
      say('Alert at {price} of {symbol} removed.', { price: formatQuantity(price), symbol }),
    );
    const again = { symbol, ...wantedOf(alert) };
    if (result.kind === 'done') tell(result.sentence, { undo: undoBy(() => priceAlerts.add(again)) });
    return result;
  },
});

/** The actions on the page's client. */
export function useAlertActions(): AlertActions {
  const client = useClient();
  return useMemo(() => alertActions(client), [client]);
}

/** What the form of an alert is open for: a new one at a price, or one that is there. */
export type AskedAlert =
  | { readonly kind: 'new'; readonly symbol: string; readonly price: string }
  | { readonly kind: 'change'; readonly alert: PriceAlertView };
